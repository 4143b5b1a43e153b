package io.tweetsentiment.producer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;

/**
 * The content of the S3 object of a slice: who works at it until when, and how far it has come.
 *
 * @param owner name of the process; empty when none works at it
 * @param until end of the lease
 */
record SliceObject(String owner, Instant until, Checkpoint checkpoint) {

  byte[] bytes() {
    ObjectNode json = Checkpoint.JSON.createObjectNode();
    json.put("owner", owner).put("until", until.toEpochMilli());
    json.set("checkpoint", Checkpoint.JSON.valueToTree(checkpoint));
    return json.toString().getBytes(UTF_8);
  }

  static SliceObject of(byte[] content) throws IOException {
    var json = Checkpoint.JSON.readTree(content);
    return new SliceObject(
        json.path("owner").asText(),
        Instant.ofEpochMilli(json.path("until").asLong()),
        Checkpoint.of(json.path("checkpoint").toString()));
  }

  /** Whether the slice has ended: there is nothing to fetch. */
  boolean ended() {
    return checkpoint.isDone();
  }

  /**
   * Whether a process may take the slice.
   *
   * @param self name of that process
   */
  boolean free(String self, Instant now) {
    return owner.isEmpty()
        || owner.equals(self)
        || ProcessName.ended(owner, self)
        || !until.isAfter(now);
  }
}
