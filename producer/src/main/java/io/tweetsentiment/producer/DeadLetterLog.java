package io.tweetsentiment.producer;

import io.tweetsentiment.producer.kinesis.KinesisRecord;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with records, once for each kind of reason, and at the end how often each
 * came: a file of a million broken lines gives a few lines of log. Each record's own reason stands
 * in its dead letter.
 *
 * <p>Threading: safe.
 */
final class DeadLetterLog {

  /** Kinds that are told apart. */
  static final int MOST = 50;

  private static final Logger log = LoggerFactory.getLogger(DeadLetterLog.class);
  private static final String OTHER = "(other reasons)";

  private final Map<String, Long> counts = new TreeMap<>();

  /** Notes a record that is no tweet in the stream. */
  void add(KinesisRecord record, String reason) {
    String kind = kind(reason);
    boolean first;
    synchronized (this) {
      kind = counts.containsKey(kind) || counts.size() < MOST ? kind : OTHER;
      first = counts.merge(kind, 1L, Long::sum) == 1;
    }
    if (first) {
      log.warn(
          "tweet {} goes to the dead letters: {} (others of this kind are only counted)",
          record.key(),
          reason);
    }
  }

  /** Records by kind of reason. */
  synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Says how often each kind came, when any came more than once. */
  void conclude() {
    counts()
        .forEach(
            (kind, count) -> {
              if (count > 1) {
                log.warn("{} records go to the dead letters: {}", count, kind);
              }
            });
  }

  /** The reason without what differs from record to record: quoted texts and numbers. */
  private static String kind(String reason) {
    return reason
        .replaceAll("'[^']*'?", "'...'")
        .replaceAll("\\d[\\d,]*", "n")
        .replaceAll("^key \\S+ appears", "a key appears");
  }
}
