package io.tweetsentiment.sentiment.local.model;

/**
 * Embeddings, quantised to 8 bits. Threading: immutable.
 *
 * @param dim dimension, a multiple of 8
 * @param bits number of embeddings as a power of two
 * @param steps value {@code d} of embedding {@code e}, in steps, at {@code e * dim + d}
 * @param scale value of one step
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record Embeddings(int dim, int bits, byte[] steps, float scale) {

  public Embeddings {
    if (dim <= 0 || dim % Long.BYTES != 0 || bits < 1 || bits > 24 || steps.length != dim << bits) {
      throw new IllegalArgumentException(
          steps.length + " steps are not 2^" + bits + " embeddings of " + dim + " numbers");
    }
  }

  /** Index in {@link #steps} of the embedding that a hash selects. */
  int row(int hash) {
    return (hash >>> (32 - bits)) * dim;
  }
}
