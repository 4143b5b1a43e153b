package io.tweetsentiment.producer.x;

import java.time.Duration;
import java.time.Instant;

/**
 * The rate limit of one endpoint, as X states it in its response headers; shared by all workers.
 * Before X has stated a limit, and after its reset, requests are not limited.
 *
 * <p>Threading: safe. Requests in flight count as spent, because the headers of another response
 * may not include them yet.
 */
final class RateLimit {

  private static final long UNKNOWN = Long.MAX_VALUE;

  /** 64 seconds: X may have limits longer than a second that the headers do not state. */
  private static final int LAST_DOUBLING = 6;

  private final Duration interval;
  private long remaining = UNKNOWN;
  private long underWay;
  private Instant reset = Instant.MIN;
  private Instant next = Instant.MIN;

  /**
   * Creates a limit that X has not stated yet.
   *
   * @param interval shortest time between two requests; zero for none
   */
  RateLimit(Duration interval) {
    this.interval = interval;
  }

  /**
   * Takes the permit for one request.
   *
   * @return zero when the permit was taken, else the time to wait before the next try
   */
  synchronized Duration take(Instant now) {
    if (!now.isBefore(reset)) {
      remaining = UNKNOWN;
    }
    if (remaining <= 0) {
      return Duration.between(now, reset);
    }
    if (now.isBefore(next)) {
      return Duration.between(now, next);
    }
    next = now.plus(interval);
    underWay++;
    if (remaining != UNKNOWN) {
      remaining--;
    }
    return Duration.ZERO;
  }

  /** Ends a request without a response, or whose response stated no limit. */
  synchronized void ended() {
    underWay--;
  }

  /**
   * Ends a request whose response stated the limit.
   *
   * @param left value of {@code x-rate-limit-remaining}
   * @param until value of {@code x-rate-limit-reset}
   */
  synchronized void ended(long left, Instant until) {
    underWay--;
    if (until.isAfter(reset)) {
      reset = until;
      remaining = Math.max(0, left - underWay);
    } else if (until.equals(reset)) {
      remaining = Math.min(remaining, left);
    }
  }

  /**
   * Ends a request that X refused because it came too soon after another, although the window has
   * requests left. Some endpoints accept one a second.
   *
   * @param times number of times in a row, from 1; each time doubles the pause
   */
  synchronized void tooSoon(Instant now, int times) {
    underWay--;
    Instant until = now.plusSeconds(1L << Math.min(times - 1, LAST_DOUBLING));
    if (until.isAfter(next)) {
      next = until;
    }
  }

  /** Ends a request that X refused because the limit is used up. */
  synchronized void refused(Instant until) {
    underWay--;
    if (!until.isBefore(reset)) {
      reset = until;
      remaining = 0;
    }
  }
}
