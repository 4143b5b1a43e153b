package io.tweetsentiment.sentiment.local;

import java.util.List;

/**
 * Everything that a trained scorer knows.
 *
 * @param version of the model, part of the engine's name
 * @param lexicon valence of words
 * @param linear the linear models
 * @param gate tells mixed texts
 * @param nets at least one, all of one shape; their mean answer counts
 * @param linearShare weight of the linear model where both answer; the nets have the rest
 */
record SentimentModel(
    String version,
    Lexicon lexicon,
    LinearModel linear,
    MixedGate gate,
    List<TaughtNet> nets,
    double linearShare) {

  SentimentModel {
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("there is no net");
    }
    for (TaughtNet net : nets) {
      if (!net.isShapedLike(nets.get(0))) {
        throw new IllegalArgumentException("the nets are not of one shape");
      }
    }
  }
}
