package io.tweetsentiment.producer.stream;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events that were taken a short time ago, so that those that a new connection repeats are not
 * sent again.
 *
 * <p>Threading: owned by the reader of the source.
 */
final class RecentEvents {

  private final long kept;
  private final Map<String, Long> taken = new LinkedHashMap<>();

  RecentEvents(Duration kept) {
    this.kept = kept.toNanos() / 1_000;
  }

  /**
   * Remembers an event; returns whether it is new.
   *
   * @param reached the time of the stream in microseconds; what is much older is forgotten
   */
  boolean add(String event, long reached) {
    for (Iterator<Long> times = taken.values().iterator(); times.hasNext(); ) {
      if (times.next() >= reached - kept) {
        break;
      }
      times.remove();
    }
    return taken.putIfAbsent(event, reached) == null;
  }
}
