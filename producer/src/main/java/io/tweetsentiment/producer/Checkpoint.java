package io.tweetsentiment.producer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;

/**
 * States that Kinesis has acknowledged everything of a slice.
 *
 * @param slice {@link Slice#id}
 * @param fetched tweets that X was asked for, what max.tweets counts
 * @param counts what was sent
 * @param acknowledged greatest sequence number by shard
 */
record Checkpoint(String slice, long fetched, Counts counts, Map<String, String> acknowledged) {

  /** One line of JSON, without its end. */
  String json() {
    try {
      return Json.MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint is plain JSON", e);
    }
  }

  static Checkpoint of(String json) throws IOException {
    Checkpoint checkpoint = Json.MAPPER.readValue(json, Checkpoint.class);
    if (checkpoint.slice == null || checkpoint.counts == null || checkpoint.acknowledged == null) {
      throw new IOException("no checkpoint: " + json);
    }
    return checkpoint;
  }
}
