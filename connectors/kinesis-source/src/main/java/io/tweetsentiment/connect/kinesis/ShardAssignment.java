package io.tweetsentiment.connect.kinesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which task reads which shards: the open ones are spread evenly, then the closed ones. Pure. */
final class ShardAssignment {

  private ShardAssignment() {}

  /**
   * Groups shards.
   *
   * @param maxTasks most groups, at least 1
   * @return one group a task, none of them empty; the same for the same shards in any order
   */
  static List<List<StreamShard>> groups(List<StreamShard> shards, int maxTasks) {
    List<StreamShard> ordered = new ArrayList<>(shards);
    ordered.sort(Comparator.comparing(StreamShard::closed).thenComparing(StreamShard::id));
    int groups = Math.min(maxTasks, ordered.size());
    List<List<StreamShard>> assignment = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      assignment.add(new ArrayList<>());
    }
    for (int i = 0; i < ordered.size(); i++) {
      assignment.get(i % groups).add(ordered.get(i));
    }
    return assignment;
  }
}
