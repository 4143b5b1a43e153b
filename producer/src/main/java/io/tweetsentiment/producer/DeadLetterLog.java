package io.tweetsentiment.producer;

import io.tweetsentiment.producer.sink.SinkRecord;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why records are dead-lettered: the first record of each kind of reason, and at the end the
 * number of each kind. A file of a million broken lines results in a few lines of log. Each dead
 * letter has its own reason.
 *
 * <p>Threading: safe.
 */
final class DeadLetterLog {

  /** Number of kinds that are counted separately. */
  static final int MOST = 50;

  private static final Logger log = LoggerFactory.getLogger(DeadLetterLog.class);
  private static final String OTHER = "(other reasons)";

  private final Map<String, Long> counts = new TreeMap<>();

  /** Adds a record that will be dead-lettered. */
  void add(SinkRecord record, String reason) {
    String kind = kind(reason);
    boolean first;
    synchronized (this) {
      kind = counts.containsKey(kind) || counts.size() < MOST ? kind : OTHER;
      first = counts.merge(kind, 1L, Long::sum) == 1;
    }
    if (first) {
      log.warn(
          "tweet {} will be dead-lettered: {} (others of this kind are only counted)",
          record.key(),
          reason);
    }
  }

  /** Records by kind of reason. */
  synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Logs the number of each kind that occurred more than once. */
  void conclude() {
    counts()
        .forEach(
            (kind, count) -> {
              if (count > 1) {
                log.warn("{} records will be dead-lettered: {}", count, kind);
              }
            });
  }

  /** The reason without quoted texts and numbers, which differ between records. */
  private static String kind(String reason) {
    return reason
        .replaceAll("'[^']*'?", "'...'")
        .replaceAll("\\d[\\d,]*", "n")
        .replaceAll("^key \\S+ appears", "a key appears");
  }
}
