package io.tweetsentiment.streams.counters;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by label. The number of labels is limited, because each one is a time series in the
 * metrics store: labels after the first {@value #MOST} are counted under {@value #OTHER}.
 *
 * <p>Threading: thread-safe; concurrent calls may exceed the limit by a few labels.
 */
public final class LabelCounts {

  static final int MOST = 80;
  static final String OTHER = "other";

  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * Counts one. A null or blank label counts as {@code und}, X's tag for an undetermined language.
   */
  public void add(String label) {
    String shown = label == null || label.isBlank() ? "und" : label;
    boolean hasRoom = counts.containsKey(shown) || counts.size() < MOST;
    counts.computeIfAbsent(hasRoom ? shown : OTHER, key -> new LongAdder()).increment();
  }

  public Set<String> labels() {
    return new TreeSet<>(counts.keySet());
  }

  public long count(String label) {
    LongAdder count = counts.get(label);
    return count == null ? 0 : count.sum();
  }
}
