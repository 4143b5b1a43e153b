package io.tweetsentiment.streams;

import java.util.Arrays;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The counters of one task, in a store with a changelog: what a commit keeps is exactly what the
 * records before it amount to.
 *
 * <p>Threading: owned by the stream thread. Several processors of a task each have one over the
 * same store, so nothing is kept here.
 */
final class Counters {

  private static final String KEY = "counts";

  private final KeyValueStore<String, long[]> store;
  private final TaskId task;
  private final CounterBoard board;

  Counters(KeyValueStore<String, long[]> store, TaskId task, CounterBoard board) {
    this.store = store;
    this.task = task;
    this.board = board;
    board.show(task, values());
  }

  void add(Counter counter) {
    add(counter, 1);
  }

  void add(Counter counter, long amount) {
    long[] values = values();
    values[counter.slot()] += amount;
    write(values);
  }

  /** Moves one raw record from a state to another. */
  void move(Counter from, Counter to) {
    long[] values = values();
    values[from.slot()]--;
    values[to.slot()]++;
    write(values);
  }

  void close() {
    board.hide(task);
  }

  private void write(long[] values) {
    store.put(KEY, values);
    board.show(task, values);
  }

  private long[] values() {
    long[] values = store.get(KEY);
    int length = Counter.values().length;
    return values == null ? new long[length] : Arrays.copyOf(values, length);
  }
}
