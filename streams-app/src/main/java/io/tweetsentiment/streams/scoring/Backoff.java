package io.tweetsentiment.streams.scoring;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before an engine that failed is asked again: doubling, with jitter over the
 * upper half, so that several processes do not come back together.
 *
 * @param first delay after the first failure
 * @param longest limit of every delay
 * @param random 0 to 1
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {

  private static final int MOST_DOUBLINGS = 30;

  /**
   * The delay after a number of failures in a row.
   *
   * @param failures at least 1
   */
  Duration delay(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    long limit = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(limit / 2 + Math.round(random.getAsDouble() * limit / 2));
  }
}
