package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.sink.SequenceNumbers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The slices of a run and how far each has come.
 *
 * <p>Threading: safe; shared by the workers of a run and its observers.
 */
final class RunState {

  /**
   * A slice for a worker.
   *
   * @param due when it may be fetched; the past unless an earlier attempt failed
   */
  record Task(Slice slice, Instant due) {}

  private int expected;
  private final boolean fetchesLost;
  private final SequenceNumbers acknowledged = new SequenceNumbers();
  private final Map<String, Slice> planned = new LinkedHashMap<>();
  private final Map<String, Checkpoint> known = new HashMap<>();
  private final Map<Checkpoint.State, Integer> sizes = new HashMap<>();
  private final Deque<Slice> waiting = new ArrayDeque<>();
  private final PriorityQueue<Task> later = new PriorityQueue<>(Comparator.comparing(Task::due));
  private final Map<String, Integer> failures = new HashMap<>();
  private SentCounts counts = SentCounts.NONE;
  private int failuresInARow;
  private boolean stopping;
  private boolean limitReached;
  private Throwable failure;

  /**
   * Creates the state of a run that has not begun.
   *
   * @param slices number of its slices, as far as it is known before the plan
   * @param fetchesLost whether lost slices are fetched
   */
  RunState(int slices, boolean fetchesLost) {
    this.expected = slices;
    this.fetchesLost = fetchesLost;
  }

  /**
   * Adds slices, in the order in which they are fetched, with what is recorded of them. No worker
   * is at work.
   *
   * @param recorded checkpoints by id, also of other slices
   * @param due whether a slice with pages left is fetched now
   */
  synchronized void add(
      Collection<Slice> slices, Map<String, Checkpoint> recorded, Predicate<Checkpoint> due) {
    waiting.clear();
    later.clear();
    for (Slice slice : slices) {
      planned.put(slice.id(), slice);
      Checkpoint checkpoint = recorded.get(slice.id());
      if (checkpoint != null) {
        update(checkpoint);
      }
      if (checkpoint == null || (isToFetch(checkpoint) && due.test(checkpoint))) {
        waiting.add(slice);
      }
    }
    expected = 0;
    failuresInARow = 0;
  }

  /** Goes on after a failure that a later round may not have. */
  synchronized void recover() {
    failure = null;
    stopping = false;
  }

  /** Adds a slice that is fetched next. */
  synchronized void addFirst(Slice slice) {
    planned.put(slice.id(), slice);
    waiting.addFirst(slice);
  }

  private boolean isToFetch(Checkpoint checkpoint) {
    return switch (checkpoint.state()) {
      case OPEN, FAILED -> true;
      case LOST -> fetchesLost;
      case DONE -> false;
    };
  }

  /** Takes what is recorded of a slice. */
  synchronized void update(Checkpoint checkpoint) {
    if (!planned.containsKey(checkpoint.slice())) {
      return;
    }
    Checkpoint before = known.put(checkpoint.slice(), checkpoint);
    if (before != null) {
      counts = counts.minus(before.counts());
      sizes.merge(before.state(), -1, Integer::sum);
    }
    counts = counts.plus(checkpoint.counts());
    sizes.merge(checkpoint.state(), 1, Integer::sum);
    acknowledged.addAll(checkpoint.acknowledged());
  }

  /** The next slice to fetch; empty when none is left, or the run is stopping. */
  synchronized Optional<Task> next(Instant now) {
    if (stopping || limitReached) {
      return Optional.empty();
    }
    Task retry = later.peek();
    if (retry != null && (waiting.isEmpty() || !retry.due().isAfter(now))) {
      return Optional.of(later.poll());
    }
    return Optional.ofNullable(waiting.poll()).map(slice -> new Task(slice, Instant.MIN));
  }

  /** Number of slices that no worker has taken. */
  synchronized int waiting() {
    return waiting.size() + later.size();
  }

  /** Puts back a slice that another machine is fetching; returns how many slices wait. */
  synchronized int putBack(Slice slice) {
    waiting.addLast(slice);
    return waiting.size();
  }

  /** A slice was sent completely: what failed before it did not concern all slices. */
  synchronized void succeeded() {
    failuresInARow = 0;
  }

  /**
   * Counts that a slice failed.
   *
   * @return number of times that it failed in this start
   */
  synchronized int failed(Slice slice) {
    failuresInARow++;
    return failures.merge(slice.id(), 1, Integer::sum);
  }

  /** Number of slices that have failed since one was sent completely. */
  synchronized int failuresInARow() {
    return failuresInARow;
  }

  /** Fetches a slice again from an instant on, behind those that wait. */
  synchronized void retry(Slice slice, Instant due) {
    later.add(new Task(slice, due));
  }

  synchronized void limitReached() {
    limitReached = true;
    waiting.clear();
    later.clear();
  }

  /** A limit ended the plan: there are slices that are not known. */
  synchronized void limitReachedBeforeThePlan() {
    expected = Math.max(1, expected);
    limitReached();
  }

  synchronized boolean atLimit() {
    return limitReached;
  }

  synchronized boolean stopping() {
    return stopping;
  }

  synchronized void stop() {
    stopping = true;
  }

  /** Ends the run for a reason; returns whether it is the first reason. */
  synchronized boolean fail(Throwable cause) {
    boolean first = failure == null && !stopping;
    if (first) {
      failure = cause;
    }
    stopping = true;
    return first;
  }

  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized IngestOutcome outcome() {
    if (size(Checkpoint.State.DONE) == planned.size() && expected == 0) {
      return IngestOutcome.COMPLETE;
    }
    if (limitReached) {
      return IngestOutcome.LIMIT_REACHED;
    }
    return stopping ? IngestOutcome.STOPPED : IngestOutcome.INCOMPLETE;
  }

  /** What is recorded of the slices of the run that have begun. */
  synchronized List<Checkpoint> checkpoints() {
    return List.copyOf(known.values());
  }

  synchronized Progress progress(Optional<Instant> firstRequest) {
    return new Progress(
        Math.max(expected, planned.size()),
        size(Checkpoint.State.DONE),
        size(Checkpoint.State.FAILED),
        size(Checkpoint.State.LOST),
        counts,
        known.values().stream().mapToLong(Checkpoint::pages).sum(),
        firstRequest.orElse(null));
  }

  /** Greatest acknowledged sequence number by shard. */
  Map<String, String> acknowledged() {
    return acknowledged.snapshot();
  }

  private int size(Checkpoint.State state) {
    return sizes.getOrDefault(state, 0);
  }
}
