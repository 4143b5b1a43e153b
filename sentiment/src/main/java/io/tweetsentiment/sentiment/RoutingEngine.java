package io.tweetsentiment.sentiment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Two engines as one: the second scores the languages that the first leaves. A route starts with
 * the engine's name in configuration, so the documents of the two never share a batch.
 */
final class RoutingEngine implements SentimentEngine {

  private static final char AFTER_NAME = ':';

  private final String firstPrefix;
  private final SentimentEngine first;
  private final String secondPrefix;
  private final SentimentEngine second;

  /**
   * Takes over both engines.
   *
   * @param firstName name in configuration
   * @param secondName name in configuration, another one
   */
  RoutingEngine(
      String firstName, SentimentEngine first, String secondName, SentimentEngine second) {
    this.firstPrefix = firstName + AFTER_NAME;
    this.first = first;
    this.secondPrefix = secondName + AFTER_NAME;
    this.second = second;
  }

  /** That of the first engine, whose languages decide what stays unscored. */
  @Override
  public String name() {
    return first.name();
  }

  /** What both take; {@link #engineFor} says it for a route. */
  @Override
  public int maxBatch() {
    return Math.min(first.maxBatch(), second.maxBatch());
  }

  /** What both take; {@link #engineFor} says it for a route. */
  @Override
  public int maxInFlight() {
    return Math.min(first.maxInFlight(), second.maxInFlight());
  }

  @Override
  public Optional<String> route(String lang) {
    return first
        .route(lang)
        .map(firstPrefix::concat)
        .or(() -> second.route(lang).map(secondPrefix::concat));
  }

  @Override
  public SentimentEngine engineFor(String route) {
    return route.startsWith(firstPrefix) ? first : second;
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    String rest = route.substring(route.indexOf(AFTER_NAME) + 1);
    return engineFor(route).score(rest, texts);
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
