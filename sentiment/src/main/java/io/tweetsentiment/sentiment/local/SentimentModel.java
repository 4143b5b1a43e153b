package io.tweetsentiment.sentiment.local;

import java.util.List;

/**
 * Everything that a trained scorer knows.
 *
 * @param version of the model, part of the engine's name
 * @param lexicon valence of words
 * @param linear the linear models
 * @param gate tells mixed texts
 * @param nets their mean answer counts
 * @param linearShare weight of the linear model where both answer; the nets have the rest
 */
record SentimentModel(
    String version,
    Lexicon lexicon,
    LinearModel linear,
    MixedGate gate,
    List<Net> nets,
    double linearShare) {

  /**
   * A net with its three outputs.
   *
   * @param head weight of feature {@code i} for class {@code k} at {@code i * 3 + k}, last the
   *     constants
   */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  record Net(ConvNet net, float[] head) {}
}
