package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter. Threading: one owner at a time. */
final class Backoff {

  private static final int GREATEST_SHIFT = 20;

  private final Duration base;
  private final Duration greatest;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration base, Duration greatest, RandomGenerator random) {
    this.base = base;
    this.greatest = greatest;
    this.random = random;
  }

  /** Time to wait after one more failure. */
  Duration next() {
    long bound =
        Math.min(greatest.toMillis(), base.toMillis() << Math.min(failures, GREATEST_SHIFT));
    failures++;
    return Duration.ofMillis(random.nextLong(bound + 1));
  }

  /** Failures in a row. */
  int failures() {
    return failures;
  }

  /** It worked again. */
  void reset() {
    failures = 0;
  }
}
