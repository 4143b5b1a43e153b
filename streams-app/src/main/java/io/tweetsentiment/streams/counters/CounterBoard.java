package io.tweetsentiment.streams.counters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The counters of the tasks that run in this process, mirrored from their stores so that they can
 * be read in every state of the app.
 *
 * <p>Threading: thread-safe.
 */
public final class CounterBoard {

  static final String WINDOWS = "windows";

  private final ConcurrentMap<TaskId, long[]> counts = new ConcurrentHashMap<>();
  private final ConcurrentMap<TaskId, TaskCounts> tasks = new ConcurrentHashMap<>();
  private final ConcurrentMap<TaskId, Long> windows = new ConcurrentHashMap<>();
  private final LabelCounts scoredBy = new LabelCounts();
  private final LabelCounts unscoredIn = new LabelCounts();

  /** Texts by the engine that scored them, since the process started. */
  public LabelCounts scoredBy() {
    return scoredBy;
  }

  /** Texts that were not scored, by language, since the process started. */
  public LabelCounts unscoredIn() {
    return unscoredIn;
  }

  /** The counts that the processors of a task share until {@link #hide}. */
  TaskCounts counts(TaskId task) {
    return tasks.computeIfAbsent(task, t -> new TaskCounts());
  }

  /** Shows the counters of a task; {@code values} is not changed afterwards. */
  void show(TaskId task, long[] values) {
    counts.put(task, values);
  }

  /** Removes the counters of a task that this process no longer runs. */
  void hide(TaskId task) {
    counts.remove(task);
    tasks.remove(task);
  }

  /** Shows how many windows of a task hold at least one scored tweet. */
  public void showWindows(TaskId task, long count) {
    windows.put(task, count);
  }

  public void hideWindows(TaskId task) {
    windows.remove(task);
  }

  /** Sums over the tasks of this process, by name. */
  public Map<String, Long> sums() {
    long[] sums = new long[Counter.slots()];
    counts
        .values()
        .forEach(
            values -> {
              for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
              }
            });
    Map<String, Long> named = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      named.put(counter.key(), sums[counter.slot()]);
    }
    named.put(WINDOWS, windows.values().stream().mapToLong(Long::longValue).sum());
    return Collections.unmodifiableMap(named);
  }
}
