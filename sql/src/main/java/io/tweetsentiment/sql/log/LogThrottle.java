package io.tweetsentiment.sql.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often a recurring line is logged: a line is due when it differs from the last line
 * about the same subject, and otherwise every ten minutes.
 *
 * <p>Threading: thread-safe.
 */
public final class LogThrottle {

  static final Duration INTERVAL = Duration.ofMinutes(10);

  private static final int MOST_SUBJECTS = 10_000;

  private record Line(String text, Instant at) {}

  private final Clock clock;
  private final Map<String, Line> last = new LinkedHashMap<>();

  public LogThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Whether to log the line now. */
  public synchronized boolean isDue(String subject, String text) {
    Instant now = clock.instant();
    Line before = last.get(subject);
    if (before != null && before.text().equals(text) && now.isBefore(before.at().plus(INTERVAL))) {
      return false;
    }
    last.remove(subject);
    last.put(subject, new Line(text, now));
    if (last.size() > MOST_SUBJECTS) {
      last.remove(last.keySet().iterator().next());
    }
    return true;
  }

  /** Forgets a subject, so that its next line is due at once. */
  public synchronized void reset(String subject) {
    last.remove(subject);
  }
}
