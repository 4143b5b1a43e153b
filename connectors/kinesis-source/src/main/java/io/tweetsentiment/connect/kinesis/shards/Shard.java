package io.tweetsentiment.connect.kinesis.shards;

import java.util.List;

/**
 * A shard as Kinesis lists it.
 *
 * @param parents the shard that was split, or the two shards that were merged, to create this one;
 *     they may have expired
 * @param open whether it still accepts records
 */
public record Shard(String id, List<String> parents, boolean open) {
  public Shard {
    parents = List.copyOf(parents);
  }
}
