package io.tweetsentiment.sentiment.local;

/**
 * Embeddings in steps of 8 bits. Threading: immutable.
 *
 * @param dim numbers of an embedding, a multiple of 8
 * @param bits embeddings as a power of two
 * @param steps number {@code d} of embedding {@code e} at {@code e * dim + d}
 * @param scale what one step is worth
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record Embeddings(int dim, int bits, byte[] steps, float scale) {

  Embeddings {
    if (dim <= 0 || dim % Long.BYTES != 0 || bits < 1 || bits > 24 || steps.length != dim << bits) {
      throw new IllegalArgumentException(
          steps.length + " steps are not 2^" + bits + " embeddings of " + dim + " numbers");
    }
  }

  /** Rounds weights to steps. */
  static Embeddings of(int dim, int bits, float[] weights) {
    float scale = Quantiser.scale(weights);
    byte[] steps = new byte[weights.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) Quantiser.step(weights[i], scale);
    }
    return new Embeddings(dim, bits, steps, scale);
  }

  /** The place of a hash's embedding among the steps. */
  int row(int hash) {
    return (hash >>> (32 - bits)) * dim;
  }
}
