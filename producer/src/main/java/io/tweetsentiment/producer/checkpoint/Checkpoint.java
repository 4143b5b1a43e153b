package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.util.Map;

/**
 * The record that Kinesis has acknowledged everything of a slice.
 *
 * @param slice {@link Slice#id}
 * @param fetched tweets that were fetched from X, the number that max.tweets limits
 * @param counts what was sent
 * @param acknowledged greatest sequence number by shard
 */
public record Checkpoint(
    String slice, long fetched, SentCounts counts, Map<String, String> acknowledged) {

  static final ObjectMapper JSON = new ObjectMapper();

  /** The checkpoint as one line of JSON, without a line break. */
  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a checkpoint is plain JSON", e);
    }
  }

  static Checkpoint of(String json) throws IOException {
    Checkpoint checkpoint = JSON.readValue(json, Checkpoint.class);
    if (checkpoint.slice == null || checkpoint.counts == null || checkpoint.acknowledged == null) {
      throw new IOException("not a checkpoint: " + json);
    }
    return checkpoint;
  }
}
