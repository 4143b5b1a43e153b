package io.tweetsentiment.connect.avro;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Limits repeated log lines: a line is due once, and then every few minutes.
 *
 * <p>Threading: thread-safe.
 */
final class LogThrottle {

  static final Duration PAUSE = Duration.ofMinutes(5);

  private static final int MAX_LINES = 1_000;

  private final LongSupplier nanoTime;
  private final Map<String, Long> last = new LinkedHashMap<>();

  /**
   * Creates a throttle that has not seen any line.
   *
   * @param nanoTime a clock that never goes back, in nanoseconds
   */
  LogThrottle(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether the line should be logged now. If so, the call counts as logging it. */
  synchronized boolean isDue(String line) {
    long now = nanoTime.getAsLong();
    Long before = last.get(line);
    if (before != null && now - before < PAUSE.toNanos()) {
      return false;
    }
    last.remove(line);
    last.put(line, now);
    if (last.size() > MAX_LINES) {
      last.remove(last.keySet().iterator().next());
    }
    return true;
  }
}
