package io.tweetsentiment.producer.x;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The limits of one endpoint, as X states them in its response headers: that of 15 minutes and
 * those of 24 hours; shared by all workers. Before X has stated a limit, and after its reset,
 * requests are not limited by it.
 *
 * <p>Threading: safe. Requests in flight count as spent, because the headers of another response
 * may not include them yet.
 */
final class RateLimit {

  private static final long UNKNOWN = Long.MAX_VALUE;

  /** 64 seconds: X may have limits longer than a second that the headers do not state. */
  private static final int LAST_DOUBLING = 6;

  /**
   * The answer to a request for a permit.
   *
   * @param time zero when the permit was taken, else the time to wait before the next try
   * @param limit name of the limit that demands it
   */
  record Wait(Duration time, String limit) {

    static final Wait NONE = new Wait(Duration.ZERO, "");
  }

  /** One limit. */
  private static final class Window {
    private long remaining = UNKNOWN;
    private Instant reset = Instant.MIN;
  }

  private final Duration interval;
  private final Map<String, Window> windows = new HashMap<>();
  private long underWay;
  private Instant next = Instant.MIN;

  /**
   * Creates a limit that X has not stated yet.
   *
   * @param interval shortest time between two requests; zero for none
   */
  RateLimit(Duration interval) {
    this.interval = interval;
  }

  /** Takes the permit for one request. */
  synchronized Wait take(Instant now) {
    Wait longest = Wait.NONE;
    for (Map.Entry<String, Window> entry : windows.entrySet()) {
      Window window = entry.getValue();
      if (!now.isBefore(window.reset)) {
        window.remaining = UNKNOWN;
      } else if (window.remaining <= 0) {
        Duration time = Duration.between(now, window.reset);
        longest = time.compareTo(longest.time()) > 0 ? new Wait(time, entry.getKey()) : longest;
      }
    }
    if (!longest.time().isZero()) {
      return longest;
    }
    if (now.isBefore(next)) {
      return new Wait(Duration.between(now, next), "the pause between two requests");
    }
    next = now.plus(interval);
    underWay++;
    for (Window window : windows.values()) {
      if (window.remaining != UNKNOWN) {
        window.remaining--;
      }
    }
    return Wait.NONE;
  }

  /** Ends a request without a response, or whose response stated no limit. */
  synchronized void ended() {
    underWay--;
  }

  /** Ends a request whose response stated limits. */
  synchronized void ended(List<LimitWindow> stated) {
    underWay--;
    for (LimitWindow limit : stated) {
      if (limit.left().isPresent()) {
        Window window = windows.computeIfAbsent(limit.name(), name -> new Window());
        long left = limit.left().get();
        if (limit.reset().isAfter(window.reset)) {
          window.reset = limit.reset();
          window.remaining = Math.max(0, left - underWay);
        } else if (limit.reset().equals(window.reset)) {
          window.remaining = Math.min(window.remaining, left);
        }
      }
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

  /** Ends a request that X refused because a limit is used up. */
  synchronized void refused(String limit, Instant until) {
    underWay--;
    Window window = windows.computeIfAbsent(limit, name -> new Window());
    if (!until.isBefore(window.reset)) {
      window.reset = until;
      window.remaining = 0;
    }
  }
}
