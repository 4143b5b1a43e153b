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
 * What a run has done and has still to do.
 *
 * <p>Threading: safe; shared by the workers of a run and by those who watch it.
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
   * A run that has not begun.
   *
   * @param slices number of its slices, as far as that is known before its plan
   */
  RunState(int slices) {
    this.slices = slices;
  }

  /**
   * Begins where earlier starts have ended.
   *
   * @return tweets that the finished slices took from X
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

  /** The next slice to fetch; absent when there is none, or the run is to stop. */
  synchronized Optional<Slice> next() {
    return stopping ? Optional.empty() : Optional.ofNullable(waiting.poll());
  }

  /** Number of slices that nobody has taken. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Gives a slice back that another machine is at; tells how many wait with it. */
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

  /** The limit was reached within a slice, part of which was sent. */
  synchronized void limitReached(Checkpoint part) {
    unfinished = unfinished.plus(part.counts());
    acknowledged.addAll(part.acknowledged());
    limitReached = true;
    waiting.clear();
  }

  /** Counts anew: what other machines have finished is known by its checkpoints alone. */
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

  /** Ends the run for a reason; whether it is the first one. */
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
