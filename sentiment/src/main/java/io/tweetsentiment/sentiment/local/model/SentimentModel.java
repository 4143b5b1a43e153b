package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Lexicon;
import java.util.List;

/**
 * A trained model.
 *
 * @param version part of the name of the engine
 * @param lexicon valence of words
 * @param linear the linear models
 * @param gate computes the score mixed
 * @param nets at least one, all of one shape; their mean is used
 * @param linearShare weight of the linear model's logits; the nets have the rest
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
      throw new IllegalArgumentException("the model has no net");
    }
    for (TrainedNet net : nets) {
      if (!net.isShapedLike(nets.get(0))) {
        throw new IllegalArgumentException("the nets of the model do not have one shape");
      }
    }
  }
}
