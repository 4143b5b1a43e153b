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

  /** Share of mixed texts that is expected unless it is set. */
  public static final double MIXED_PRIOR = 0.05;

  private LocalModels() {}

  /**
   * Opens a scorer.
   *
   * @param name one of {@link #NAMES}
   * @param file a model in place of the bundled one
   * @param mixedPrior share of mixed texts that is expected, above 0 and below 1
   * @throws IllegalArgumentException when the name is unknown or the file is no sound model
   */
  public static TextScorer scorer(String name, Optional<Path> file, double mixedPrior) {
    ModelScorer.Kind kind =
        switch (name) {
          case "vader" -> null;
          case "accurate" -> ModelScorer.Kind.ACCURATE;
          case "fast" -> ModelScorer.Kind.FAST;
          default ->
              throw new IllegalArgumentException(
                  "unknown model " + name + "; known are " + String.join(", ", NAMES) + ".");
        };
    if (kind == null) {
      return VaderScorer.bundled();
    }
    SentimentModel model = file.map(ModelFile::load).orElseGet(ModelFile::bundled);
    return new ModelScorer(model, kind, mixedPrior);
  }

  /**
   * How likely a text says good and bad at once, from 0 to 1, as the bundled model tells it: for
   * scorers that know only three classes. Threading: the function is thread-safe.
   *
   * @param mixedPrior share of mixed texts that is expected, above 0 and below 1
   */
  public static ToDoubleFunction<String> mixedGate(double mixedPrior) {
    return new ModelScorer(ModelFile.bundled(), ModelScorer.Kind.FAST, mixedPrior)::mixed;
  }
}
