package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.SentCounts;
import io.tweetsentiment.producer.kinesis.SequenceNumbers;
import io.tweetsentiment.producer.plan.Slice;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The finished and the remaining slices of a run.
 *
 * <p>Threading: safe; shared by the workers of a run and its observers.
 */
final class RunState {

  private int slices;
  private final SequenceNumbers acknowledged = new SequenceNumbers();
  private final Deque<Slice> waiting = new ArrayDeque<>();
  private final Set<String> planned = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private SentCounts counts = SentCounts.NONE;
  private SentCounts unfinished = SentCounts.NONE;
  private boolean stopping;
  private boolean limitReached;
  private Throwable failure;

  /**
   * Creates the state of a run that has not begun.
   *
   * @param slices number of its slices, as far as it is known before the plan
   */
  RunState(int slices) {
    this.slices = slices;
  }

  /**
   * Begins with the result of earlier starts.
   *
   * @return number of tweets that the finished slices fetched from X
   */
  synchronized long begin(List<Slice> all, Map<String, Checkpoint> finished) {
    long fetched = 0;
    slices = all.size();
    for (Slice slice : all) {
      planned.add(slice.id());
      Checkpoint checkpoint = finished.get(slice.id());
      if (checkpoint == null) {
        waiting.add(slice);
      } else {
        fetched += checkpoint.fetched();
        add(checkpoint);
      }
    }
    return fetched;
  }

  /** The next slice to fetch; empty when none is left, or the run is stopping. */
  synchronized Optional<Slice> next() {
    return stopping ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  /** Number of slices that no worker has taken. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Puts back a slice that another machine is fetching; returns how many slices wait. */
  synchronized int putBack(Slice slice) {
    waiting.addLast(slice);
    return waiting.size();
  }

  synchronized void finished(Checkpoint checkpoint) {
    add(checkpoint);
  }

  synchronized void finishedElsewhere(Slice slice) {
    done.add(slice.id());
  }

  /** The limit was reached within a slice, of which a part was sent. */
  synchronized void limitReached(Checkpoint part) {
    unfinished = unfinished.plus(part.counts());
    acknowledged.addAll(part.acknowledged());
    limitReached = true;
    waiting.clear();
  }

  /** Counts again from all checkpoints, which include those of other machines. */
  synchronized void recount(Map<String, Checkpoint> finished) {
    counts = SentCounts.NONE;
    finished.values().forEach(this::add);
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
    if (done.size() == slices) {
      return IngestOutcome.COMPLETE;
    }
    return limitReached ? IngestOutcome.LIMIT_REACHED : IngestOutcome.STOPPED;
  }

  synchronized Progress progress(Optional<java.time.Instant> firstRequest) {
    return new Progress(slices, done.size(), counts.plus(unfinished), firstRequest.orElse(null));
  }

  /** Greatest acknowledged sequence number by shard. */
  Map<String, String> acknowledged() {
    return acknowledged.snapshot();
  }

  private void add(Checkpoint checkpoint) {
    if (planned.contains(checkpoint.slice())) {
      done.add(checkpoint.slice());
    }
    counts = counts.plus(checkpoint.counts());
    acknowledged.addAll(checkpoint.acknowledged());
  }
}
