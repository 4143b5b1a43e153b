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
 * Holds child shards back until all their ancestors are read to the end, so that the records of one
 * partition key keep their order across splits and merges. Ancestors of this task have ended when
 * their last page was given to Connect; those of other tasks when nothing follows their committed
 * offset. An ancestor that expired is not waited for. Threading: owned by the task's thread.
 */
final class WaitingShards {
  /** Whether a shard has nothing after a position. */
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
   * Nothing is asked before {@link #released()}.
   *
   * @param read whether a shard is read by this connector at all
   * @param positions committed positions of shards, read anew
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

  void ended(String shard) {
    ended.add(shard);
  }

  /** The shards that wait no longer, each given once. */
  List<String> released() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    probeOtherTasks();
    List<String> free = waiting.stream().filter(shard -> ahead(shard).isEmpty()).toList();
    waiting.removeAll(free);
    return free;
  }

  private void probeOtherTasks() {
    Instant now = clock.instant();
    Set<String> foreign = new TreeSet<>();
    waiting.forEach(shard -> foreign.addAll(ahead(shard)));
    foreign.removeAll(task.assigned());
    if (foreign.isEmpty() || now.isBefore(nextProbe)) {
      return;
    }
    nextProbe = now.plus(interval);
    StartPositions current = positions.apply(foreign);
    foreign.stream().filter(shard -> probe.ended(shard, current.of(shard))).forEach(ended::add);
  }

  private List<String> ahead(String shard) {
    return task.lineage().ancestors(shard).stream()
        .filter(task.lineage()::lists)
        .filter(read)
        .filter(ancestor -> !ended.contains(ancestor))
        .toList();
  }
}
