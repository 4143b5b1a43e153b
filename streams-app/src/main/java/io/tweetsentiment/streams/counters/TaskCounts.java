package io.tweetsentiment.streams.counters;

/**
 * The counters of one task, shared by its processors.
 *
 * <p>Threading: owned by the stream thread.
 */
final class TaskCounts {

  private long[] values = new long[Counter.slots()];
  private boolean changed;

  /** Starts from the values in the store, before anything is counted. */
  void reset(long[] stored) {
    values = stored;
    changed = false;
  }

  void add(Counter counter, long amount) {
    values[counter.slot()] += amount;
    changed = true;
  }

  /** Whether something was counted since the last call. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  long[] copy() {
    return values.clone();
  }
}
