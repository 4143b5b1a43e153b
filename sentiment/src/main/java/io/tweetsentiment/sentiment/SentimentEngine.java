package io.tweetsentiment.sentiment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Scores texts in batches without blocking the caller.
 *
 * <p>Threading: thread-safe. Limits that the engine keeps (calls in flight, documents a second)
 * hold for the process, whoever shares the instance.
 */
public interface SentimentEngine extends AutoCloseable {

  /**
   * Name and version, as it stands beside each score ({@code vader-1}), and beside what is left
   * unscored.
   */
  String name();

  /** Largest batch that {@link #score} takes, in documents. */
  int maxBatch();

  /** Batches that may be under way at once; more wait inside the caller. */
  int maxInFlight();

  /**
   * Which documents may share a batch: those of one route.
   *
   * @param lang language as X detected it, or null
   * @return empty when the engine does not score this language: the tweet stays {@code UNSCORED}
   */
  Optional<String> route(String lang);

  /**
   * The engine behind a route: this one, unless it hands routes on to others. Its name stands
   * beside the scores of the route, and its limits hold for the route's batches; the batches
   * themselves go to {@link #score} of this one.
   *
   * @param route as {@link #route} gave it
   */
  default SentimentEngine engineFor(String route) {
    return this;
  }

  /**
   * Scores a batch.
   *
   * @param route the route of all of its documents
   * @param texts at most {@link #maxBatch} texts, as written: the engine applies its own limits
   * @return one outcome a text, in order. Completes exceptionally with {@link EngineUnavailable}
   *     when the engine could not answer for the whole batch after its own retries: the caller
   *     tries again later, and nothing is lost
   */
  CompletableFuture<List<Outcome>> score(String route, List<String> texts);

  @Override
  void close();
}
