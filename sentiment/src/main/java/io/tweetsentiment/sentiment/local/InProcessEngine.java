package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.SentimentEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Scores inside the JVM: batches on its own threads, so that the caller never blocks, and single
 * texts in the calling thread if the scorer is fast enough for that.
 */
public final class InProcessEngine implements SentimentEngine {

  private static final long CLOSE_SECONDS = 30;

  private final BatchScorer scorer;
  private final ScoredLanguages languages;
  private final int maxBatch;
  private final int threads;
  private final ExecutorService executor;

  /**
   * Takes ownership of a scorer.
   *
   * @param maxBatch largest batch, in texts
   * @param threads scoring threads; each scores one batch at a time
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

  /** Scores batches. Threading: thread-safe until it is closed. */
  public interface BatchScorer extends AutoCloseable {

    /** Name and version, recorded with each score. */
    String name();

    /** One outcome per text, in order. */
    List<Outcome> score(List<String> texts);

    /** Scores one text; empty when a text takes long or batches are faster. */
    default Optional<Function<String, Outcome>> single() {
      return Optional.empty();
    }

    /** Called once, after the last batch. */
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
    // One batch waits for each one that is being scored, so that no thread is ever idle.
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
          new EngineUnavailableException("the engine " + name() + " is closed", e));
    }
  }

  @Override
  public Optional<Function<String, Outcome>> inCallingThread(String route) {
    return scorer.single();
  }

  /** Finishes the batches in flight. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      // A batch may use memory outside the heap, so the scorer is closed after the last batch.
      if (executor.awaitTermination(CLOSE_SECONDS, SECONDS)) {
        scorer.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
