package io.tweetsentiment.sentiment.remote;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits documents and calls per second, spread evenly, and adapts to a service that throttles: the
 * rate falls to 70 % when the service throttles, at most once a second, and grows by 5 % of the
 * limit a second while it does not. Without a limit, the first throttling makes the rate of the
 * last second the limit, until the rate has grown to four times as much.
 *
 * <p>Threading: thread-safe. A caller books a time slot and does the waiting itself.
 */
final class RateLimiter {

  private static final double NANOS = 1e9;

  /** A caller that is late by less than this is on time, so that late timers cost no rate. */
  private static final double GRACE = 0.01 * NANOS;

  private static final double DECREASE = 0.7;
  private static final double INCREASE = 1.05;

  /** Bounds what a service costs that throttles at random, however few calls it gets. */
  private static final double SMALLEST_SHARE = 0.25;

  private static final double LARGEST_SHARE = 4;

  private final double nanosPerDocument;
  private final double nanosPerCall;
  private final LongSupplier nanoTime;
  private final long origin;
  private double free;

  /** The share of the limit that is used. */
  private double share = 1;

  /** Nanoseconds per call at which the service throttled, when no limit is set; 0 when unknown. */
  private double learnedPerCall;

  private double throttledAt;
  private double changedAt;
  private double secondStarted;
  private long callsInSecond;
  private double callsPerSecond;

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
    this.throttledAt = -NANOS;
    this.changedAt = -NANOS;
  }

  /** Books a call and returns how long to wait before making it. */
  synchronized Duration book(int documents) {
    double now = now();
    count(now);
    if (now - free > GRACE) {
      free = now;
    }
    double start = Math.max(now, free);
    double cost = Math.max(documents * nanosPerDocument, Math.max(nanosPerCall, learnedPerCall));
    free += cost / share;
    return Duration.ofNanos((long) (start - now));
  }

  /** How long a call that is booked now would wait. */
  synchronized Duration untilNextCall() {
    return Duration.ofNanos((long) Math.max(0, free - now()));
  }

  /** The service asked for fewer calls. */
  synchronized void throttled() {
    double now = now();
    // Calls in flight at the same time are throttled together.
    if (now - throttledAt < NANOS) {
      return;
    }
    if (nanosPerDocument == 0 && nanosPerCall == 0 && learnedPerCall == 0) {
      learnedPerCall = NANOS / Math.max(1, Math.max(callsPerSecond, (double) callsInSecond));
    }
    share = Math.max(SMALLEST_SHARE, share * DECREASE);
    throttledAt = now;
    changedAt = now;
  }

  /** The service answered. */
  synchronized void succeeded() {
    double now = now();
    if (now - changedAt < NANOS || (share == 1 && learnedPerCall == 0)) {
      return;
    }
    share *= INCREASE;
    changedAt = now;
    if (learnedPerCall == 0) {
      share = Math.min(1, share);
    } else if (share >= LARGEST_SHARE) {
      learnedPerCall = 0;
      share = 1;
    }
  }

  private void count(double now) {
    if (now - secondStarted >= NANOS) {
      callsPerSecond = callsInSecond / ((now - secondStarted) / NANOS);
      secondStarted = now;
      callsInSecond = 0;
    }
    callsInSecond++;
  }

  private double now() {
    return nanoTime.getAsLong() - origin;
  }
}
