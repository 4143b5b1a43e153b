package io.tweetsentiment.streams.windows;

import io.tweetsentiment.streams.state.WindowState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sends each changed window of a store once per flush. Unsent windows are marked in the store, so
 * that they are found again after a restart.
 *
 * <p>Threading: owned by the stream thread.
 */
final class Outbox {

  private final KeyValueStore<String, WindowState> store;
  private final BiConsumer<String, WindowState> send;
  private final Set<String> unsent = new LinkedHashSet<>();

  Outbox(KeyValueStore<String, WindowState> store, BiConsumer<String, WindowState> send) {
    this.store = store;
    this.send = send;
    try (KeyValueIterator<String, WindowState> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, WindowState> window = all.next();
        if (window.value.unsent()) {
          unsent.add(window.key);
        }
      }
    }
  }

  /**
   * Starts the flushes, which run until they are cancelled: a task that is initialised again gets a
   * new outbox.
   */
  Cancellable schedule(ProcessorContext<?, ?> context, Duration interval) {
    return context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, now -> flush());
  }

  void put(String key, WindowState changed) {
    store.put(key, changed);
    unsent.add(key);
  }

  private void flush() {
    List<String> keys = new ArrayList<>(unsent);
    unsent.clear();
    for (String key : keys) {
      WindowState state = store.get(key).sent();
      store.put(key, state);
      send.accept(key, state);
    }
  }
}
