package io.tweetsentiment.streams.windows;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Marks the windows that have changed since the marks were last cleared, and keeps the number of
 * windows, so that a task that starts need not read all of its windows.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Marks {

  /** No window has this key. */
  private static final String COUNT = "";

  /** The value of a mark; only its key has a meaning. */
  private static final Long MARK = 1L;

  private final KeyValueStore<String, Long> store;
  private final Set<String> marked = new HashSet<>();

  Marks(KeyValueStore<String, Long> store) {
    this.store = store;
    try (KeyValueIterator<String, Long> all = store.all()) {
      all.forEachRemaining(mark -> marked.add(mark.key));
    }
    marked.remove(COUNT);
  }

  /** The keys of the marked windows. */
  Set<String> marked() {
    return Set.copyOf(marked);
  }

  void mark(String window) {
    if (marked.add(window)) {
      store.put(window, MARK);
    }
  }

  void clear() {
    // Unlike delete, this does not read the old value.
    marked.forEach(window -> store.put(window, null));
    marked.clear();
  }

  long count() {
    Long count = store.get(COUNT);
    return count == null ? 0 : count;
  }

  void setCount(long count) {
    store.put(COUNT, count);
  }
}
