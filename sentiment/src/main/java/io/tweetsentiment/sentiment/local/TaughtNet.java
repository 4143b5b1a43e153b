package io.tweetsentiment.sentiment.local;

/**
 * A {@link ConvNet} that is taught, as a model keeps it. Threading: immutable.
 *
 * @param filters of each width
 * @param words embeddings of words
 * @param chars embeddings of runs of characters
 * @param conv weights as {@link ConvNet#conv} has them
 * @param bias of each filter
 * @param head weight of feature {@code i} for class {@code k} at {@code i * 3 + k}, last the
 *     constants
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record TaughtNet(
    int filters, Embeddings words, Embeddings chars, float[][][] conv, float[] bias, float[] head) {

  /** Numbers of an embedding. */
  int dim() {
    return words.dim();
  }

  /** Whether both have the same numbers of everything. */
  boolean isShapedLike(TaughtNet other) {
    return filters == other.filters
        && words.dim() == other.words.dim()
        && words.bits() == other.words.bits()
        && chars.bits() == other.chars.bits();
  }
}
