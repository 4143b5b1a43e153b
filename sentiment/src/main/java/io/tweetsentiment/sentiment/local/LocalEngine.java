package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.EngineSetting;
import io.tweetsentiment.sentiment.EngineSettings;
import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Scores in the JVM on threads of its own, so that the caller never waits. */
public final class LocalEngine implements SentimentEngine {

  /** Which model scores: accurate, fast or vader. */
  public static final String MODEL = "local.model";

  /** A model in place of the bundled one. */
  public static final String MODEL_FILE = "local.model.file";

  /** Languages that are scored. */
  public static final String LANGUAGES = "local.languages";

  /** Share of mixed texts that is expected. */
  public static final String MIXED_PRIOR = "local.mixed.prior";

  /** Threads that score. */
  public static final String THREADS = "local.threads";

  /** Texts in one batch. */
  public static final String MAX_BATCH = "local.max.batch";

  /** The keys of this engine. */
  public static final List<EngineSetting> SETTINGS =
      List.of(
          new EngineSetting(MODEL, "accurate", "Which model scores: accurate, fast or vader."),
          new EngineSetting(
              MODEL_FILE, null, "A model trained with `model train` in place of the bundled one."),
          new EngineSetting(
              LANGUAGES,
              "en",
              "Languages that are scored, separated by commas, or all. Others stay unscored; texts"
                  + " whose language X could not tell are always scored."),
          new EngineSetting(
              MIXED_PRIOR,
              Double.toString(LocalModels.MIXED_PRIOR),
              "Share of mixed texts that is expected, above 0 and below 1: more makes more mixed."),
          new EngineSetting(THREADS, "1", "Threads that score."),
          new EngineSetting(MAX_BATCH, "256", "Texts in one batch."));

  private final TextScorer scorer;
  private final ScoredLanguages languages;
  private final int maxBatch;
  private final int threads;
  private final ExecutorService executor;

  LocalEngine(TextScorer scorer, ScoredLanguages languages, int maxBatch, int threads) {
    this.scorer = scorer;
    this.languages = languages;
    this.maxBatch = maxBatch;
    this.threads = threads;
    AtomicInteger count = new AtomicInteger();
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "sentiment-local-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Opens the engine with the keys of {@link #SETTINGS}. */
  public static LocalEngine open(Map<String, String> given) {
    EngineSettings settings = new EngineSettings(given, SETTINGS);
    TextScorer scorer =
        LocalModels.scorer(
            settings.string(MODEL),
            settings.optional(MODEL_FILE).map(Path::of),
            settings.decimal(MIXED_PRIOR, 0.0001, 0.9999));
    return new LocalEngine(
        scorer,
        new ScoredLanguages(settings.list(LANGUAGES)),
        settings.integer(MAX_BATCH, 1),
        settings.integer(THREADS, 1));
  }

  @Override
  public String name() {
    return scorer.name();
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }

  @Override
  public int maxInFlight() {
    // One batch waits for each that is scored, so that no thread idles between two.
    return 2 * threads;
  }

  @Override
  public Optional<String> route(String lang) {
    return languages.route(lang);
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    List<String> batch = List.copyOf(texts);
    try {
      return CompletableFuture.supplyAsync(() -> scoreAll(batch), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new EngineUnavailable("the engine " + name() + " is closed", e));
    }
  }

  private List<Outcome> scoreAll(List<String> texts) {
    return texts.stream().<Outcome>map(text -> new Outcome.Scored(scorer.score(text))).toList();
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
