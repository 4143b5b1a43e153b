package io.tweetsentiment.streams.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Reads a store in rounds, a chunk at a time, and removes what has expired. A round starts at the
 * earliest one minute after the start of the previous one, so that a small store is not read all
 * the time, and takes at most an hour and a minute, however large the store is.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Sweep<T> {

  private static final long ROUND_MS = 60_000;
  private static final long CHUNKS_PER_ROUND = 3_600;

  private final KeyValueStore<String, T> store;
  private final Remaining<T> remaining;
  private String cursor;
  private long roundStarted = Long.MIN_VALUE / 2;

  Sweep(KeyValueStore<String, T> store, Remaining<T> remaining) {
    this.store = store;
    this.remaining = remaining;
  }

  /** Decides what remains of an entry at a time: the value itself, a smaller one, or nothing. */
  @FunctionalInterface
  interface Remaining<T> {
    Optional<T> of(T value, long now);
  }

  /** Checks the next {@code size} entries, or more when a round would take too long. */
  void chunk(int size, long now) {
    if (cursor == null) {
      if (now - roundStarted < ROUND_MS) {
        return;
      }
      roundStarted = now;
    }
    long limit = Math.max(size, store.approximateNumEntries() / CHUNKS_PER_ROUND);
    Map<String, Optional<T>> changed = new LinkedHashMap<>();
    String next = null;
    try (KeyValueIterator<String, T> entries = store.range(cursor, null)) {
      for (long seen = 0; entries.hasNext(); seen++) {
        KeyValue<String, T> entry = entries.next();
        if (seen == limit) {
          next = entry.key;
          break;
        }
        Optional<T> rest = remaining.of(entry.value, now);
        if (rest.isEmpty() || rest.get() != entry.value) {
          changed.put(entry.key, rest);
        }
      }
    }
    changed.forEach((key, rest) -> store.put(key, rest.orElse(null)));
    cursor = next;
  }
}
