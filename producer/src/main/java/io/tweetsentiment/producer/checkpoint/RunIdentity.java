package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tweetsentiment.producer.failure.IngestException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes two starts the same run, so that the later one may continue with the checkpoints of
 * the earlier one. Hosts count and ports do not: an emulator that moved to another port is the same
 * one, and a run against an emulator is not a run against X.
 *
 * @param source host that was searched
 * @param queries query by topic
 * @param from first second
 * @param to first second after the run
 * @param freq length of a slice
 * @param spans parts of the run that are searched; null for all of it
 * @param maxPerSlice most tweets of a slice, 0 for all
 * @param stream Kinesis stream that acknowledged
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
   * Makes sure that checkpoints are this run's.
   *
   * @param json identity that stands with the checkpoints
   * @param where for the message
   * @throws IngestException when they are another run's
   */
  void check(String json, String where) {
    RunIdentity other;
    try {
      other = Checkpoint.JSON.readValue(json, RunIdentity.class);
    } catch (IOException e) {
      throw new IngestException(
          where + " does not begin with a run's identity. Take another place, or --reset it.", e);
    }
    if (!equals(other)) {
      throw new IngestException(
          String.format(
              "the checkpoints in %s belong to another run: there %s, here %s. Start with --reset"
                  + " to discard them, or give this run a place of its own.",
              where, other.json(), json()));
    }
  }
}
