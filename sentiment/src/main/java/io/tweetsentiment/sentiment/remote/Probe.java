package io.tweetsentiment.sentiment.remote;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The text that decides whether documents or the service are at fault: the last one of the route
 * that the service scored, or a word that every service should score.
 *
 * <p>Threading: thread-safe.
 */
final class Probe {

  private static final String FIRST = "ok";

  private final Map<String, String> lastScored = new ConcurrentHashMap<>();

  void scored(String route, String text) {
    lastScored.put(route, text);
  }

  String text(String route) {
    return lastScored.getOrDefault(route, FIRST);
  }

  /** A text that the service scored on another route; empty when there is none. */
  Optional<Text> other(String route) {
    return lastScored.entrySet().stream()
        .filter(scored -> !scored.getKey().equals(route))
        .findFirst()
        .map(scored -> new Text(scored.getKey(), scored.getValue()));
  }

  /** A text and its route. */
  record Text(String route, String text) {}
}
