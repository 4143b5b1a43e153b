package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * Identifies a run: a start continues with the checkpoints of an earlier start when their
 * identities are equal. Span, length of the slices and topics are no part of it, so the same
 * checkpoints serve a longer span, another day and another topic; the query is part of the id of a
 * slice. Hosts count and ports do not: an emulator on another port is the same one, and a run
 * against an emulator is not a run against X.
 *
 * @param journal version of the form of the checkpoints; 0 before version 2
 * @param source host that was searched
 * @param maxPerSlice most tweets of a slice, 0 for all
 * @param stream where the records were sent
 * @param region its host or AWS region; empty when that is left to the SDK
 * @param queries query by topic; only in checkpoints of earlier versions
 */
public record RunIdentity(
    int journal,
    String source,
    int maxPerSlice,
    String stream,
    String region,
    @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> queries) {

  static final int VERSION = 2;

  /** The identity of a run of this version. */
  public RunIdentity(String source, int maxPerSlice, String stream, String region) {
    this(VERSION, source, maxPerSlice, stream, region, null);
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
   * Reads an identity of this or an earlier version.
   *
   * @param where place of the checkpoints, for the message
   * @throws IngestException when it is none
   */
  static RunIdentity of(String json, String where) {
    try {
      JsonNode node = Checkpoint.JSON.readTree(json);
      if (node.path("journal").asInt() > VERSION) {
        throw new IngestException(
            where
                + " was written by a newer version of this program. Use that version, or set"
                + " another place.");
      }
      if (node.isObject() && node.path("source").isTextual() && node.path("stream").isTextual()) {
        return new RunIdentity(
            node.path("journal").asInt(),
            node.path("source").asText(),
            node.path("maxPerSlice").asInt(),
            node.path("stream").asText(),
            node.path("region").asText(),
            node.has("queries")
                ? Checkpoint.JSON.convertValue(
                    node.get("queries"),
                    Checkpoint.JSON
                        .getTypeFactory()
                        .constructMapType(Map.class, String.class, String.class))
                : null);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notOne(where, e);
    }
    throw notOne(where, null);
  }

  private static IngestException notOne(String where, Exception cause) {
    return new IngestException(
        where
            + " does not begin with the identity of a run. Set another place, or start with"
            + " --reset.",
        cause);
  }

  /**
   * Checks that checkpoints belong to this run.
   *
   * @param other identity stored with the checkpoints
   * @param where place of the checkpoints, for the message
   * @throws IngestException when they belong to another run
   */
  void check(RunIdentity other, String where) {
    if (!source.equals(other.source)
        || maxPerSlice != other.maxPerSlice
        || !stream.equals(other.stream)
        || !Objects.equals(region, other.region)) {
      throw new IngestException(
          String.format(
              "the checkpoints in %s belong to another run: theirs is %s, this one is %s. Set"
                  + " another place for this run (checkpoint.file or checkpoint.s3.prefix), or"
                  + " start with --reset to discard them.",
              where, other.json(), json()));
    }
  }

  /** A checkpoint of this identity with the id of today: earlier ids had no query. */
  Checkpoint today(Checkpoint checkpoint) {
    if (journal >= VERSION || queries == null) {
      return checkpoint;
    }
    for (Map.Entry<String, String> query : queries.entrySet()) {
      String name = Slice.name(query.getKey());
      String id = checkpoint.slice();
      // Start, end and name, of a span without tweets too; a name may contain the separator.
      String[] parts = id.replaceFirst("^none_", "").split("_", 3);
      if (parts.length == 3 && parts[2].equals(name)) {
        return checkpoint.named(
            id.substring(0, id.length() - name.length())
                + Slice.name(query.getKey(), query.getValue()));
      }
    }
    return checkpoint;
  }
}
