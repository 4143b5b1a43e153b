package io.tweetsentiment.sql.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps a line that a pass would write each time out of the log: it is due when it says something
 * else than last time of the same subject, and else every few minutes.
 *
 * <p>Threading: thread-safe.
 */
public final class LogThrottle {

  static final Duration PAUSE = Duration.ofMinutes(10);

  private static final int MOST_SUBJECTS = 10_000;

  private record Line(String text, Instant at) {}

  private final Clock clock;
  private final Map<String, Line> last = new LinkedHashMap<>();

  public LogThrottle(Clock clock) {
    this.clock = clock;
  }

  /** Whether the line is to be written now. */
  public synchronized boolean isDue(String subject, String text) {
    Instant now = clock.instant();
    Line before = last.get(subject);
    if (before != null && before.text().equals(text) && now.isBefore(before.at().plus(PAUSE))) {
      return false;
    }
    last.remove(subject);
    last.put(subject, new Line(text, now));
    if (last.size() > MOST_SUBJECTS) {
      last.remove(last.keySet().iterator().next());
    }
    return true;
  }

  /** Forgets a subject that is over, so that it is news when it comes back. */
  public synchronized void over(String subject) {
    last.remove(subject);
  }
}
