package io.tweetsentiment.emulators.x;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The remaining requests of each endpoint in its window, which begins with the first request. */
final class RateWindows {
  /**
   * @param allowed whether this request is within the limit
   * @param resetAt end of the window, epoch seconds
   */
  record State(boolean allowed, int limit, int remaining, long resetAt) {}

  private final int limit;
  private final Duration length;
  private final Clock clock;
  private final Map<String, State> states = new HashMap<>();

  RateWindows(int limit, Duration length, Clock clock) {
    this.limit = limit;
    this.length = length;
    this.clock = clock;
  }

  /** Counts a request. */
  synchronized State request(String endpoint) {
    long now = clock.instant().getEpochSecond();
    State before = states.get(endpoint);
    if (before == null || now >= before.resetAt()) {
      before = new State(true, limit, limit, now + Math.max(1, length.toSeconds()));
    }
    State after =
        new State(
            before.remaining() > 0, limit, Math.max(0, before.remaining() - 1), before.resetAt());
    states.put(endpoint, after);
    return after;
  }
}
