package io.tweetsentiment.connect.kinesis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shards of a task, as they stand in its configuration. */
final class TaskShards {

  private static final String KEY = "task.shards";

  private TaskShards() {}

  /** The connector's configuration with the shards of one task. */
  static Map<String, String> with(Map<String, String> properties, List<StreamShard> shards) {
    Map<String, String> task = new HashMap<>(properties);
    task.put(KEY, shards.stream().map(StreamShard::encoded).collect(Collectors.joining(",")));
    return task;
  }

  static List<StreamShard> of(Map<String, String> properties) {
    return Arrays.stream(properties.getOrDefault(KEY, "").split(",", -1))
        .filter(shard -> !shard.isEmpty())
        .map(StreamShard::decode)
        .toList();
  }
}
