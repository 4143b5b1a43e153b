package io.tweetsentiment.sentiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Scores texts in batches without blocking the caller.
 *
 * <p>Threading: thread-safe. The limits of the engine (calls in flight, documents per second) apply
 * to the instance, over all of its callers.
 */
public interface SentimentEngine extends AutoCloseable {

  /**
   * Name and version, such as {@code vader-2}, recorded with each score and with each tweet that
   * stays unscored.
   */
  String name();

  /** Largest batch that {@link #score} accepts, in documents. */
  int maxBatch();

  /** Batches that may be in flight at once; the caller holds back further ones. */
  int maxInFlight();

  /**
   * The route of a language. Only documents of one route may share a batch.
   *
   * @param lang language as X detected it, or null
   * @return empty when the engine does not score this language: the tweet stays {@code UNSCORED}
   */
  Optional<String> route(String lang);

  /**
   * The engine that scores a route: this one, unless it delegates routes to others. Use its name
   * and its limits for the batches of the route, but send the batches to {@link #score} of this
   * engine.
   *
   * @param route a route that {@link #route} returned
   */
  default SentimentEngine engineFor(String route) {
    return this;
  }

  /**
   * Scores a batch.
   *
   * @param route the route of all of its documents
   * @param texts at most {@link #maxBatch} texts, unchanged: the engine applies its own limits
   * @return one outcome per text, in order. Texts that the engine could not score after its own
   *     retries are {@link Outcome.Postponed}; when that is the whole batch, the future completes
   *     exceptionally with {@link EngineUnavailableException}. The caller tries them again later
   */
  CompletableFuture<List<Outcome>> score(String route, List<String> texts);

  /**
   * How long the limits of the engine hold back the next call. A caller that waits as long before
   * it forms a batch sends fuller batches; {@link #score} waits by itself.
   */
  default Duration untilNextCall() {
    return Duration.ZERO;
  }

  /**
   * Scores a text of a route in the calling thread.
   *
   * @param route a route that {@link #route} returned
   * @return empty when the engine needs batches or waits for another process; use {@link #score}
   *     then
   */
  default Optional<Function<String, Outcome>> inCallingThread(String route) {
    return Optional.empty();
  }

  /**
   * What is wrong although texts are scored, for instance that another engine scores them; empty
   * when nothing is.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** What a document of a route costs, in billionths of a dollar, when it is sent once. */
  default long nanosFor(String route, String text) {
    return 0;
  }

  /** What the engines outside the process were asked to do; empty when there is none. */
  default List<EngineUsage> usage() {
    return List.of();
  }

  @Override
  void close();
}
