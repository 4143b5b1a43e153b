package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tweetsentiment.producer.failure.IngestException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Identifies a run: a start continues with the checkpoints of an earlier start when their
 * identities are equal. Hosts count and ports do not: an emulator on another port is the same one,
 * and a run against an emulator is not a run against X.
 *
 * @param source host that was searched
 * @param queries query by topic
 * @param from first second
 * @param to first second after the run
 * @param freq length of a slice
 * @param spans parts of the run that are searched; null for all of it
 * @param maxPerSlice most tweets of a slice, 0 for all
 * @param stream Kinesis stream of the records
 * @param region its host or AWS region; empty when that is left to the SDK
 */
public record RunIdentity(
    String source,
    Map<String, String> queries,
    String from,
    String to,
    String freq,
    @JsonInclude(JsonInclude.Include.NON_NULL) String spans,
    int maxPerSlice,
    String stream,
    String region) {

  public RunIdentity {
    queries = new TreeMap<>(queries);
  }

  /** One line of JSON, without its end. */
  public String json() {
    try {
      return Checkpoint.JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's identity is plain JSON", e);
    }
  }

  /**
   * Checks that checkpoints belong to this run.
   *
   * @param json identity stored with the checkpoints
   * @param where place of the checkpoints, for the message
   * @throws IngestException when they belong to another run
   */
  void check(String json, String where) {
    RunIdentity other;
    try {
      other = Checkpoint.JSON.readValue(json, RunIdentity.class);
    } catch (IOException e) {
      throw new IngestException(
          where
              + " does not begin with the identity of a run. Set another place, or start with"
              + " --reset.",
          e);
    }
    if (!equals(other)) {
      throw new IngestException(
          String.format(
              "the checkpoints in %s belong to another run: theirs is %s, this one is %s. Start"
                  + " with --reset to discard them, or set another place for this run.",
              where, other.json(), json()));
    }
  }
}
