package io.tweetsentiment.sentiment.remote;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential back-off with full jitter: a random time between nothing and the doubled limit.
 *
 * @param base limit of the first delay
 * @param max limit of every delay
 * @param random 0 to 1
 */
record Backoff(Duration base, Duration max, DoubleSupplier random) {

  /**
   * How long to wait.
   *
   * @param failures failures in a row before this one, from 0
   */
  Duration delay(int failures) {
    double limit =
        Math.min(
            (double) max.toNanos(), (double) base.toNanos() * Math.pow(2, Math.min(failures, 40)));
    return Duration.ofNanos((long) (limit * random.getAsDouble()));
  }
}
