package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Scores in the JVM on threads of its own, so that the caller never waits. */
public final class InProcessEngine implements SentimentEngine {

  private static final long CLOSE_SECONDS = 30;

  private final BatchScorer scorer;
  private final ScoredLanguages languages;
  private final int maxBatch;
  private final int threads;
  private final ExecutorService executor;

  /**
   * Takes over a scorer.
   *
   * @param maxBatch texts in one batch
   * @param threads threads that score, each a batch
   */
  public InProcessEngine(BatchScorer scorer, ScoredLanguages languages, int maxBatch, int threads) {
    this.scorer = scorer;
    this.languages = languages;
    this.maxBatch = maxBatch;
    this.threads = threads;
    AtomicInteger count = new AtomicInteger();
    String prefix = "sentiment-" + scorer.name() + "-";
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, prefix + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Scores batches. Threading: thread-safe, until it is closed. */
  public interface BatchScorer extends AutoCloseable {

    /** Name and version, as it stands beside each score. */
    String name();

    /** One outcome a text, in order. */
    List<Outcome> score(List<String> texts);

    /** Called once, when nothing is scored any more. */
    @Override
    default void close() {}
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
      return CompletableFuture.supplyAsync(() -> scorer.score(batch), executor);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new EngineUnavailable("the engine " + name() + " is closed", e));
    }
  }

  /** Finishes the batches that are under way. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      // A batch may hold memory outside the heap, so the scorer outlives it.
      if (executor.awaitTermination(CLOSE_SECONDS, SECONDS)) {
        scorer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
