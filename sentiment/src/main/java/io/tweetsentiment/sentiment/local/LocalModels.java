package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.local.model.ModelFile;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Opens scorers by the names of their models. */
public final class LocalModels {

  /** Names that {@link #scorer} knows. */
  public static final List<String> NAMES = List.of("accurate", "fast", "vader");

  /** Default of the expected share of mixed texts. */
  public static final double MIXED_PRIOR = 0.05;

  private LocalModels() {}

  /**
   * Opens a scorer.
   *
   * @param name one of {@link #NAMES}
   * @param file a model to use instead of the bundled one
   * @param mixedPrior expected share of mixed texts, above 0 and below 1
   * @throws IllegalArgumentException when the name is unknown or the file is not a valid model
   */
  public static TextScorer scorer(String name, Optional<Path> file, double mixedPrior) {
    ModelScorer.Kind kind =
        switch (name) {
          case "vader" -> null;
          case "accurate" -> ModelScorer.Kind.ACCURATE;
          case "fast" -> ModelScorer.Kind.FAST;
          default ->
              throw new IllegalArgumentException(
                  "unknown model "
                      + name
                      + "; the known models are "
                      + String.join(", ", NAMES)
                      + ".");
        };
    if (kind == null) {
      return VaderScorer.bundled();
    }
    SentimentModel model = file.map(ModelFile::load).orElseGet(ModelFile::bundled);
    return new ModelScorer(model, kind, mixedPrior);
  }

  /**
   * The bundled model's probability that a text is mixed, from 0 to 1, for scorers that know only
   * three classes. Threading: the function is thread-safe.
   *
   * @param mixedPrior expected share of mixed texts, above 0 and below 1
   */
  public static ToDoubleFunction<String> mixedGate(double mixedPrior) {
    return new ModelScorer(ModelFile.bundled(), ModelScorer.Kind.FAST, mixedPrior)::mixed;
  }
}
