package io.tweetsentiment.standalone.bench.latency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latencies of tweets whose arrival is only visible as the count of a window: when the count of
 * a window reaches n, the n-th tweet of the window has arrived. Tweets that overtake each other in
 * different shards and partitions exchange their latencies, which changes neither their sum nor, by
 * more than the time between two of them, their percentiles.
 *
 * <p>Threading: safe.
 */
final class Latencies {

  /** The tweets of a window that have not arrived, and how many have. */
  private static final class Window {
    private final Deque<Long> waiting = new ArrayDeque<>();
    private long arrived;
  }

  /**
   * The latency of a tweet.
   *
   * @param putAt time of its put, in nanoseconds
   * @param nanos time until its arrival, in nanoseconds
   */
  record Latency(long putAt, long nanos) {}

  private final Map<String, Window> windows = new HashMap<>();
  private final List<Latency> latencies = new ArrayList<>();
  private long waiting;

  /** A tweet is put. */
  synchronized void put(String window, long nanoTime) {
    windows.computeIfAbsent(window, key -> new Window()).waiting.add(nanoTime);
    waiting++;
  }

  /** An aggregate was read; windows into which nothing was put are ignored. */
  synchronized void counted(String window, long count, long nanoTime) {
    Window known = windows.get(window);
    while (known != null && known.arrived < count && !known.waiting.isEmpty()) {
      long putAt = known.waiting.remove();
      latencies.add(new Latency(putAt, nanoTime - putAt));
      known.arrived++;
      waiting--;
    }
  }

  /** Number of tweets that have not arrived. */
  synchronized long waiting() {
    return waiting;
  }

  /**
   * A percentile of the latencies of the tweets that were put within a time.
   *
   * @param percent above 0, at most 100
   * @param from first time of a put, in nanoseconds
   * @param to time of a put at which the range ends, exclusive
   * @return milliseconds, or NaN when no such tweet has arrived
   */
  synchronized double percentile(double percent, long from, long to) {
    long[] sorted =
        latencies.stream()
            .filter(latency -> latency.putAt - from >= 0 && latency.putAt - to < 0)
            .mapToLong(Latency::nanos)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(1, rank) - 1] / 1e6;
  }
}
