package io.tweetsentiment.sentiment.local.model;

/**
 * A trained convolutional net as a model keeps it. Threading: immutable.
 *
 * @param filters of each width
 * @param words embeddings of words
 * @param chars embeddings of runs of characters
 * @param conv weight of channel {@code k} of the token at offset {@code o} for filter {@code f}, in
 *     this order
 * @param bias of each filter
 * @param head weight of feature {@code i} for class {@code k} at {@code i * 3 + k}, last the
 *     constants
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record TrainedNet(
    int filters, Embeddings words, Embeddings chars, float[][][] conv, float[] bias, float[] head) {

  /** Numbers of an embedding. */
  int dim() {
    return words.dim();
  }

  /** Whether both have the same numbers of everything. */
  boolean isShapedLike(TrainedNet other) {
    return filters == other.filters
        && words.dim() == other.words.dim()
        && words.bits() == other.words.bits()
        && chars.bits() == other.chars.bits();
  }
}
