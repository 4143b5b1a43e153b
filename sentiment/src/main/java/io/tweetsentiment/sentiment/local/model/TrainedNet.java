package io.tweetsentiment.sentiment.local.model;

/**
 * A trained convolutional net as a model keeps it. Threading: immutable.
 *
 * @param filters number of filters of each width
 * @param words embeddings of words
 * @param chars embeddings of character runs
 * @param conv weight of channel {@code k} of the token at offset {@code o} for filter {@code f}, in
 *     this order
 * @param bias of each filter
 * @param head weight of feature {@code i} for class {@code k} at {@code i * 3 + k}, followed by the
 *     constants
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record TrainedNet(
    int filters, Embeddings words, Embeddings chars, float[][][] conv, float[] bias, float[] head) {

  /** Dimension of the embeddings. */
  int dim() {
    return words.dim();
  }

  /** Whether both have the same sizes. */
  boolean isShapedLike(TrainedNet other) {
    return filters == other.filters
        && words.dim() == other.words.dim()
        && words.bits() == other.words.bits()
        && chars.bits() == other.chars.bits();
  }
}
