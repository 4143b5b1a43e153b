package io.tweetsentiment.streams.scoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Groups waiting texts by route into batches. A full batch is due at once; a smaller one when its
 * oldest text has waited for the linger time, or when no other batch is in flight.
 *
 * <p>Threading: not thread-safe.
 */
final class BatchQueue {

  private final int maxBatch;
  private final long lingerNanos;
  private final Map<String, Deque<Waiting>> routes = new LinkedHashMap<>();

  BatchQueue(int maxBatch, long lingerNanos) {
    this.maxBatch = maxBatch;
    this.lingerNanos = lingerNanos;
  }

  /** A batch of one route. */
  record Batch(String route, List<Submission> texts) {}

  private record Waiting(Submission text, long since) {}

  void add(Submission text, long now) {
    queue(text.route()).addLast(new Waiting(text, now));
  }

  /** Returns a failed batch to the front of its queue, in the same order. */
  void putBack(Batch batch, long now) {
    Deque<Waiting> queue = queue(batch.route());
    for (int i = batch.texts().size() - 1; i >= 0; i--) {
      queue.addFirst(new Waiting(batch.texts().get(i), now - lingerNanos));
    }
  }

  /** The next due batch, which is that of the route whose oldest text has waited longest. */
  Optional<Batch> next(long now, boolean idle) {
    Map.Entry<String, Deque<Waiting>> due = null;
    for (Map.Entry<String, Deque<Waiting>> route : routes.entrySet()) {
      dropAbandoned(route.getValue());
      if (isDue(route.getValue(), now, idle)
          && (due == null || oldest(route.getValue()) - oldest(due.getValue()) < 0)) {
        due = route;
      }
    }
    return due == null ? Optional.empty() : Optional.of(take(due.getKey(), due.getValue()));
  }

  /** Nanoseconds until the next batch is due; empty when no text waits. */
  OptionalLong untilDue(long now) {
    return routes.values().stream()
        .filter(queue -> !queue.isEmpty())
        .mapToLong(queue -> Math.max(0, oldest(queue) + lingerNanos - now))
        .min();
  }

  int size() {
    return routes.values().stream().mapToInt(Deque::size).sum();
  }

  private Batch take(String route, Deque<Waiting> queue) {
    List<Submission> texts = new ArrayList<>(maxBatch);
    while (texts.size() < maxBatch && !queue.isEmpty()) {
      Submission text = queue.removeFirst().text();
      if (!text.results().isClosed()) {
        texts.add(text);
      }
    }
    return new Batch(route, texts);
  }

  private boolean isDue(Deque<Waiting> queue, long now, boolean idle) {
    return !queue.isEmpty()
        && (idle || queue.size() >= maxBatch || now - oldest(queue) >= lingerNanos);
  }

  private Deque<Waiting> queue(String route) {
    return routes.computeIfAbsent(route, r -> new ArrayDeque<>());
  }

  private static void dropAbandoned(Deque<Waiting> queue) {
    while (!queue.isEmpty() && queue.peekFirst().text().results().isClosed()) {
      queue.removeFirst();
    }
  }

  private static long oldest(Deque<Waiting> queue) {
    return queue.getFirst().since();
  }
}
