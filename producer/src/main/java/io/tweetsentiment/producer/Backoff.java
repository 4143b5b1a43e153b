package io.tweetsentiment.producer;

import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: before attempt n + 1 a random time between 0 and {@code
 * min(max, base * 2^(n - 1))}, so that workers which failed together do not come back together.
 *
 * @param base upper bound of the first wait
 * @param max upper bound of every wait
 * @param attempts how often something is tried before it counts as failed
 */
record Backoff(Duration base, Duration max, int attempts) {

  /** Doubling 40 times is past every sensible maximum and far from the limit of a long. */
  private static final int LAST_DOUBLING = 40;

  /**
   * Reads the keys {@code <part>.backoff.base}, {@code <part>.backoff.max} and {@code
   * <part>.attempts}.
   *
   * @throws SettingsException when one of them is malformed, or the longest wait is shorter than
   *     the first
   */
  static Backoff from(Settings settings, String part) {
    Duration base = settings.duration(part + ".backoff.base", Duration.ZERO);
    Duration max = settings.duration(part + ".backoff.max", Duration.ZERO);
    if (max.compareTo(base) < 0) {
      throw new SettingsException(
          String.format(
              "%s.backoff.max is %s, which is shorter than %s.backoff.base, %s.",
              part, max, part, base));
    }
    return new Backoff(base, max, settings.integer(part + ".attempts", 1));
  }

  Backoff {
    if (base.isNegative() || max.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "back-off from " + base + " to " + max + ": the longest wait is shorter than the first");
    }
  }

  /**
   * The wait after a failed attempt.
   *
   * @param failed number of attempts that have failed, from 1
   */
  Duration delay(int failed, RandomGenerator random) {
    long doubled = (base.toMillis() + 1) << Math.min(failed - 1, LAST_DOUBLING);
    long bound = doubled <= 0 ? max.toMillis() : Math.min(max.toMillis(), doubled - 1);
    return Duration.ofMillis(random.nextLong(bound + 1));
  }
}
