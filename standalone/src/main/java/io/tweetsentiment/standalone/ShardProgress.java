package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** Compares how far the source connector has come with what the producer had acknowledged. Pure. */
final class ShardProgress {

  private ShardProgress() {}

  /**
   * Whether every shard was read at least as far as it was written.
   *
   * @param acknowledged last acknowledged sequence number by shard
   * @param committed committed sequence number by shard
   */
  static boolean reached(Map<String, String> acknowledged, Map<String, String> committed) {
    return acknowledged.entrySet().stream()
        .allMatch(
            shard -> {
              String read = committed.get(shard.getKey());
              return read != null
                  && new BigInteger(read).compareTo(new BigInteger(shard.getValue())) >= 0;
            });
  }

  /**
   * Reads Connect's answer for the offsets of a Kinesis source.
   *
   * @param offsets array of {@code {"partition": {..., "shard"}, "offset": {"sequence_number"}}}
   */
  static Map<String, String> committed(JsonNode offsets, String shardKey, String sequenceKey) {
    Map<String, String> committed = new HashMap<>();
    for (JsonNode offset : offsets) {
      JsonNode sequence = offset.path("offset").path(sequenceKey);
      if (!sequence.isMissingNode() && !sequence.isNull()) {
        committed.put(offset.path("partition").path(shardKey).asText(), sequence.asText());
      }
    }
    return committed;
  }
}
