package io.tweetsentiment.sentiment.remote;

import java.util.Map;
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
}
