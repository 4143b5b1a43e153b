package io.tweetsentiment.streams.counters;

import java.util.Arrays;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The counters of one task, in a store with a changelog. Each entry point of the task (a record of
 * a source topic, a punctuation that counts) ends with {@link #keep}. Kafka Streams does not commit
 * within an entry point, so a commit contains exactly the counts of the records before it, and the
 * store is written once per entry point.
 *
 * <p>Threading: owned by the stream thread. Each processor of a task has its own instance; all of
 * them share the counts and the store.
 */
public final class Counters {

  private static final String KEY = "counts";

  private final KeyValueStore<String, long[]> store;
  private final TaskId task;
  private final CounterBoard board;
  private final TaskCounts counts;

  public Counters(KeyValueStore<String, long[]> store, TaskId task, CounterBoard board) {
    this.store = store;
    this.task = task;
    this.board = board;
    this.counts = board.counts(task);
    long[] stored = store.get(KEY);
    int length = Counter.slots();
    counts.reset(stored == null ? new long[length] : Arrays.copyOf(stored, length));
    board.show(task, counts.copy());
  }

  public void add(Counter counter) {
    counts.add(counter, 1);
  }

  public void add(Counter counter, long amount) {
    counts.add(counter, amount);
  }

  /** Moves one raw record from one state to another. */
  public void move(Counter from, Counter to) {
    counts.add(from, -1);
    counts.add(to, 1);
  }

  /** Writes the counts to the store and the board if they changed since the last call. */
  public void keep() {
    if (counts.takeChanged()) {
      long[] values = counts.copy();
      store.put(KEY, values);
      board.show(task, values);
    }
  }

  public void close() {
    board.hide(task);
  }
}
