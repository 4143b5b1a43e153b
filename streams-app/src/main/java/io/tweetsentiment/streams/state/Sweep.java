package io.tweetsentiment.streams.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads a store in rounds, a chunk at a time, and deletes expired entries. A round starts at the
 * earliest one minute after the start of the previous one, so that a small store is not read all
 * the time.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Sweep<T> {

  private static final long ROUND_MS = 60_000;

  private final KeyValueStore<String, T> store;
  private final Expired<T> expired;
  private String cursor;
  private long roundStarted = Long.MIN_VALUE / 2;

  Sweep(KeyValueStore<String, T> store, Expired<T> expired) {
    this.store = store;
    this.expired = expired;
  }

  /** Decides whether an entry has expired. */
  @FunctionalInterface
  interface Expired<T> {
    boolean test(String key, T value, long now);
  }

  /** Checks the next {@code size} entries. */
  void chunk(int size, long now) {
    if (cursor == null) {
      if (now - roundStarted < ROUND_MS) {
        return;
      }
      roundStarted = now;
    }
    List<String> old = new ArrayList<>();
    String next = null;
    try (KeyValueIterator<String, T> entries = store.range(cursor, null)) {
      for (int seen = 0; entries.hasNext(); seen++) {
        KeyValue<String, T> entry = entries.next();
        if (seen == size) {
          next = entry.key;
          break;
        }
        if (expired.test(entry.key, entry.value, now)) {
          old.add(entry.key);
        }
      }
    }
    old.forEach(store::delete);
    cursor = next;
  }
}
