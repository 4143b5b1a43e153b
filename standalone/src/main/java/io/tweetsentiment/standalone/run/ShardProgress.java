package io.tweetsentiment.standalone.run;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the committed offsets of the source connector with the last sequence numbers that
 * Kinesis acknowledged to the producer. Pure.
 */
final class ShardProgress {

  private ShardProgress() {}

  /**
   * The first shard that is not read to its last acknowledged record; empty when there is none.
   *
   * @param acknowledged last acknowledged sequence number by shard
   * @param committed committed sequence number by shard
   */
  static Optional<String> behind(Map<String, String> acknowledged, Map<String, String> committed) {
    return new TreeMap<>(acknowledged)
        .entrySet().stream()
            .filter(shard -> !reached(committed.get(shard.getKey()), shard.getValue()))
            .findFirst()
            .map(
                shard ->
                    String.format(
                        "%s at %s of %s",
                        shard.getKey(),
                        committed.getOrDefault(shard.getKey(), "its start"),
                        shard.getValue()));
  }

  private static boolean reached(String read, String written) {
    return read != null && new BigInteger(read).compareTo(new BigInteger(written)) >= 0;
  }
}
