package io.tweetsentiment.streams.counters;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by label, of which there are never more than a metrics store can bear: what comes after
 * the first {@value #MOST} is counted under {@value #OTHER}.
 *
 * <p>Threading: thread-safe; a few labels more may get in at once.
 */
public final class Tally {

  static final int MOST = 80;
  static final String OTHER = "other";

  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts one; null is {@code und}, X's tag for no language. */
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
