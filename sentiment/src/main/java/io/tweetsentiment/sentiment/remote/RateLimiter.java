package io.tweetsentiment.sentiment.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits documents and calls per second, spread evenly.
 *
 * <p>Threading: thread-safe. A caller books a time slot and does the waiting itself.
 */
final class RateLimiter {

  private static final double NANOS = 1e9;

  private final double nanosPerDocument;
  private final double nanosPerCall;
  private final LongSupplier nanoTime;
  private final long origin;
  private double free;

  /**
   * Sets the limits.
   *
   * @param documentsPerSecond 0 means no limit
   * @param callsPerSecond 0 means no limit
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  RateLimiter(double documentsPerSecond, double callsPerSecond, LongSupplier nanoTime) {
    this.nanosPerDocument = documentsPerSecond == 0 ? 0 : NANOS / documentsPerSecond;
    this.nanosPerCall = callsPerSecond == 0 ? 0 : NANOS / callsPerSecond;
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /** Books a call and returns how long to wait before making it. */
  synchronized Duration book(int documents) {
    double now = nanoTime.getAsLong() - origin;
    double start = Math.max(now, free);
    free = start + Math.max(documents * nanosPerDocument, nanosPerCall);
    return Duration.ofNanos((long) (start - now));
  }
}
