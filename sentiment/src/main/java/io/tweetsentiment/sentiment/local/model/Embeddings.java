package io.tweetsentiment.sentiment.local.model;

/**
 * Embeddings in steps of 8 bits. Threading: immutable.
 *
 * @param dim numbers of an embedding, a multiple of 8
 * @param bits embeddings as a power of two
 * @param steps number {@code d} of embedding {@code e} at {@code e * dim + d}
 * @param scale what one step is worth
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record Embeddings(int dim, int bits, byte[] steps, float scale) {

  public Embeddings {
    if (dim <= 0 || dim % Long.BYTES != 0 || bits < 1 || bits > 24 || steps.length != dim << bits) {
      throw new IllegalArgumentException(
          steps.length + " steps are not 2^" + bits + " embeddings of " + dim + " numbers");
    }
  }

  /** The place of a hash's embedding among the steps. */
  int row(int hash) {
    return (hash >>> (32 - bits)) * dim;
  }
}
