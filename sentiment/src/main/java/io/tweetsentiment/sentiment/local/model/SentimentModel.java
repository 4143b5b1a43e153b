package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Lexicon;
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
public record SentimentModel(
    String version,
    Lexicon lexicon,
    LinearModel linear,
    MixedGate gate,
    List<TrainedNet> nets,
    double linearShare) {

  public SentimentModel {
    if (nets.isEmpty()) {
      throw new IllegalArgumentException("there is no net");
    }
    for (TrainedNet net : nets) {
      if (!net.isShapedLike(nets.get(0))) {
        throw new IllegalArgumentException("the nets are not of one shape");
      }
    }
  }
}
