package io.tweetsentiment.sentiment.local;

import io.tweetsentiment.sentiment.EngineSetting;
import io.tweetsentiment.sentiment.EngineSettings;
import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
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

  /** Threads that score. */
  public static final String THREADS = "local.threads";

  /** Texts in one batch. */
  public static final String MAX_BATCH = "local.max.batch";

  /** The keys of this engine. */
  public static final List<EngineSetting> SETTINGS =
      List.of(
          new EngineSetting(THREADS, "1", "Threads that score."),
          new EngineSetting(MAX_BATCH, "256", "Texts in one batch."));

  private static final String ANY_LANGUAGE = "any";

  private final TextScorer scorer;
  private final int maxBatch;
  private final int threads;
  private final ExecutorService executor;

  LocalEngine(TextScorer scorer, int maxBatch, int threads) {
    this.scorer = scorer;
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
    return new LocalEngine(
        VaderScorer.bundled(), settings.integer(MAX_BATCH, 1), settings.integer(THREADS, 1));
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
    return Optional.of(ANY_LANGUAGE);
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
