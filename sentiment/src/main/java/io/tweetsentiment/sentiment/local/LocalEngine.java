package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.EngineProvider;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The engine {@code local}: the models of this module, inside the JVM. */
public final class LocalEngine implements EngineProvider {

  /** Which model scores: accurate, fast or vader. */
  public static final String MODEL = "local.model";

  /** File of a model to use instead of the bundled one. */
  public static final String MODEL_FILE = "local.model.file";

  /** Languages to score. */
  public static final String LANGUAGES = "local.languages";

  /** Expected share of mixed texts. */
  public static final String MIXED_PRIOR = "local.mixed.prior";

  /** Number of scoring threads. */
  public static final String THREADS = "local.threads";

  /** Largest batch, in texts. */
  public static final String MAX_BATCH = "local.max.batch";

  /** The keys of this engine. */
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(MODEL, "accurate", "Which model scores: accurate, fast or vader."),
          Setting.optional(
              MODEL_FILE,
              "File of a model trained with `model train`, to use instead of the bundled one."),
          Setting.of(
              LANGUAGES,
              "en",
              "Languages to score, separated by commas, or all. Others stay unscored; texts whose"
                  + " language X did not detect are always scored."),
          Setting.of(
              MIXED_PRIOR,
              Double.toString(LocalModels.MIXED_PRIOR),
              "Expected share of mixed texts, above 0 and below 1; a larger one gives more mixed."),
          Setting.of(THREADS, "1", "Number of scoring threads."),
          Setting.of(MAX_BATCH, "256", "Largest batch, in texts."));

  private record OneByOne(TextScorer scorer) implements InProcessEngine.BatchScorer {

    @Override
    public String name() {
      return scorer.name();
    }

    @Override
    public List<Outcome> score(List<String> texts) {
      return texts.stream().map(this::outcome).toList();
    }

    @Override
    public Optional<Function<String, Outcome>> single() {
      return Optional.of(this::outcome);
    }

    private Outcome outcome(String text) {
      return new Outcome.Scored(scorer.score(text));
    }
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public SentimentEngine open(Map<String, String> given) {
    Settings settings = Settings.of(SETTINGS, given);
    TextScorer scorer =
        LocalModels.scorer(
            settings.string(MODEL),
            settings.optional(MODEL_FILE).map(Path::of),
            settings.decimal(MIXED_PRIOR, 0.0001, 0.9999));
    return new InProcessEngine(
        new OneByOne(scorer),
        new ScoredLanguages(settings.list(LANGUAGES)),
        settings.integer(MAX_BATCH, 1),
        settings.integer(THREADS, 1));
  }
}
