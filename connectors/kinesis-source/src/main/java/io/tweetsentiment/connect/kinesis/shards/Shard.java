package io.tweetsentiment.connect.kinesis.shards;

import java.util.List;

/**
 * A shard as Kinesis lists it.
 *
 * @param parents the shard it was split from, or the two it was merged from; they may have expired
 * @param open whether it still takes records
 */
public record Shard(String id, List<String> parents, boolean open) {
  public Shard {
    parents = List.copyOf(parents);
  }
}
