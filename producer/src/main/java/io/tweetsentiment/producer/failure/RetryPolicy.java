package io.tweetsentiment.producer.failure;

import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Exponential back-off with full jitter: before attempt n + 1 a random time between 0 and {@code
 * min(max, base * 2^(n - 1))}, so that workers that failed together do not retry together.
 *
 * @param base upper bound of the first wait
 * @param max upper bound of every wait
 * @param attempts number of attempts after which a request has failed
 */
public record RetryPolicy(Duration base, Duration max, int attempts) {

  /**
   * Reads the keys {@code <part>.backoff.base}, {@code <part>.backoff.max} and {@code
   * <part>.attempts}.
   *
   * @throws SettingsException when one of them is malformed, or the longest wait is shorter than
   *     the first
   */
  public static RetryPolicy from(Settings settings, String part) {
    Duration base = settings.duration(part + ".backoff.base", Duration.ZERO);
    Duration max = settings.duration(part + ".backoff.max", Duration.ZERO);
    if (max.compareTo(base) < 0) {
      throw new SettingsException(
          String.format(
              "%s.backoff.max is %s, which is shorter than %s.backoff.base, %s.",
              part, max, part, base));
    }
    return new RetryPolicy(base, max, settings.integer(part + ".attempts", 1));
  }

  public RetryPolicy {
    if (base.isNegative() || max.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "back-off from " + base + " to " + max + ": the longest wait is shorter than the first");
    }
  }

  /**
   * Returns how long to wait after a failed attempt.
   *
   * @param failed number of attempts that have failed, from 1
   */
  public Duration delay(int failed) {
    BackoffStrategy strategy =
        base.toMillis() > 0
            ? BackoffStrategy.exponentialDelay(base, max)
            : BackoffStrategy.retryImmediately();
    return strategy.computeDelay(failed + 1);
  }
}
