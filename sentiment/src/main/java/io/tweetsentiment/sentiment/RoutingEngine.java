package io.tweetsentiment.sentiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Combines two engines: the second scores the languages that the first does not. A route starts
 * with the engine's name in configuration, so documents of the two engines never share a batch.
 */
final class RoutingEngine implements SentimentEngine {

  private static final char AFTER_NAME = ':';

  private final String firstPrefix;
  private final SentimentEngine first;
  private final String secondPrefix;
  private final SentimentEngine second;

  /**
   * Takes ownership of both engines.
   *
   * @param firstName name in configuration
   * @param secondName name in configuration, different from {@code firstName}
   */
  RoutingEngine(
      String firstName, SentimentEngine first, String secondName, SentimentEngine second) {
    this.firstPrefix = firstName + AFTER_NAME;
    this.first = first;
    this.secondPrefix = secondName + AFTER_NAME;
    this.second = second;
  }

  /** The name of the first engine, which is recorded with tweets that stay unscored. */
  @Override
  public String name() {
    return first.name();
  }

  /** The smaller limit of the two; {@link #engineFor} has the limit of a route. */
  @Override
  public int maxBatch() {
    return Math.min(first.maxBatch(), second.maxBatch());
  }

  /** The smaller limit of the two; {@link #engineFor} has the limit of a route. */
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
    return side(route).engineFor(withoutName(route));
  }

  private SentimentEngine side(String route) {
    return route.startsWith(firstPrefix) ? first : second;
  }

  @Override
  public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
    return side(route).score(withoutName(route), texts);
  }

  /** The shorter time of the two; {@link #engineFor} has the time of a route. */
  @Override
  public Duration untilNextCall() {
    Duration one = first.untilNextCall();
    Duration other = second.untilNextCall();
    return one.compareTo(other) < 0 ? one : other;
  }

  @Override
  public Optional<Function<String, Outcome>> inCallingThread(String route) {
    return side(route).inCallingThread(withoutName(route));
  }

  @Override
  public Optional<String> trouble() {
    return first.trouble().or(second::trouble);
  }

  @Override
  public long nanosFor(String route, String text) {
    return side(route).nanosFor(withoutName(route), text);
  }

  @Override
  public List<EngineUsage> usage() {
    return Stream.of(first, second).flatMap(engine -> engine.usage().stream()).toList();
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }

  private static String withoutName(String route) {
    return route.substring(route.indexOf(AFTER_NAME) + 1);
  }
}
