package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Position;
import io.tweetsentiment.connect.kinesis.shards.StartPositions;
import io.tweetsentiment.connect.kinesis.shards.TaskShards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Holds child shards back until all their ancestors are read to the end, so that the records of a
 * partition key keep their order across splits and merges. An ancestor that this task reads has
 * ended when its last page was passed to Connect; an ancestor that another task reads has ended
 * when no record follows its committed offset. Expired ancestors do not hold a shard back.
 * Threading: owned by the task thread.
 */
final class WaitingShards {
  /** Determines whether a shard has ended after a position. */
  interface Probe {
    boolean ended(String shard, Position from);
  }

  private final TaskShards task;
  private final Predicate<String> read;
  private final Function<Collection<String>, StartPositions> positions;
  private final Probe probe;
  private final Duration interval;
  private final Clock clock;
  private final Set<String> waiting;
  private final Set<String> ended = new HashSet<>();
  private Instant nextProbe = Instant.MIN;

  /**
   * Creates the waiting shards of a task; Kinesis is not called before {@link #released()}.
   *
   * @param read whether this connector reads a shard at all
   * @param positions reads the committed positions of shards
   */
  WaitingShards(
      TaskShards task,
      Predicate<String> read,
      Function<Collection<String>, StartPositions> positions,
      Probe probe,
      Duration interval,
      Clock clock) {
    this.task = task;
    this.read = read;
    this.positions = positions;
    this.probe = probe;
    this.interval = interval;
    this.clock = clock;
    waiting = new TreeSet<>(task.assigned());
  }

  /** Notes that a shard of this task was read to its end. */
  void ended(String shard) {
    ended.add(shard);
  }

  /** Returns the shards that can be read now; each shard is returned once. */
  List<String> released() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    probeOtherTasks();
    List<String> free =
        waiting.stream().filter(shard -> pendingAncestors(shard).isEmpty()).toList();
    waiting.removeAll(free);
    return free;
  }

  private void probeOtherTasks() {
    Instant now = clock.instant();
    Set<String> foreign = new TreeSet<>();
    waiting.forEach(shard -> foreign.addAll(pendingAncestors(shard)));
    foreign.removeAll(task.assigned());
    if (foreign.isEmpty() || now.isBefore(nextProbe)) {
      return;
    }
    nextProbe = now.plus(interval);
    StartPositions current = positions.apply(foreign);
    foreign.stream().filter(shard -> probe.ended(shard, current.of(shard))).forEach(ended::add);
  }

  private List<String> pendingAncestors(String shard) {
    return task.lineage().ancestors(shard).stream()
        .filter(task.lineage()::lists)
        .filter(read)
        .filter(ancestor -> !ended.contains(ancestor))
        .toList();
  }
}
