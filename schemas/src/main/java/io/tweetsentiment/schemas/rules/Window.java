package io.tweetsentiment.schemas.rules;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * A span {@code [start, end)} of event time in UTC, aligned to the epoch.
 *
 * @param start first instant
 * @param end first instant after it
 */
public record Window(Instant start, Instant end) {

  /** The default size of a window. */
  public static final Duration DEFAULT_SIZE = Duration.ofMinutes(15);

  public Window {
    requireNonNull(start, "start");
    requireNonNull(end, "end");
  }

  /**
   * The window that holds an instant.
   *
   * @param size a positive whole number of milliseconds
   */
  public static Window of(Instant createdAt, Duration size) {
    long millis = size.toMillis();
    if (millis <= 0) {
      throw new IllegalArgumentException("a window must be longer than 0 ms, but it is " + size);
    }
    long start = Math.floorDiv(createdAt.toEpochMilli(), millis) * millis;
    return new Window(Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + millis));
  }

  /** Key of an aggregate: {@code window_start|topic}, the start as ISO-8601 in UTC. */
  public String key(String topic) {
    return start + "|" + topic;
  }
}
