package io.tweetsentiment.connect.kinesis.shards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Assigns shards to tasks. Pure. */
public final class ShardAssignment {
  private static final Comparator<Shard> OPEN_FIRST =
      Comparator.comparing(Shard::open).reversed().thenComparing(Shard::id);

  private ShardAssignment() {}

  /**
   * Assigns the open shards evenly, then the closed ones, which are soon read to the end.
   *
   * @return the shard ids of each task; every task has at least one
   */
  public static List<List<String>> of(Collection<Shard> shards, int maxTasks) {
    List<List<String>> tasks = new ArrayList<>();
    for (int task = 0; task < Math.min(maxTasks, shards.size()); task++) {
      tasks.add(new ArrayList<>());
    }
    int turn = 0;
    for (Shard shard : shards.stream().sorted(OPEN_FIRST).toList()) {
      tasks.get(turn++ % tasks.size()).add(shard.id());
    }
    return tasks;
  }
}
