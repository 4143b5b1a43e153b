package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;

/**
 * An element that a server of recorded tweets could not read and serves all the same. It has the
 * field {@code malformed}, {@code {"source": "tweets.jsonl:17", "reason": "no text", "line":
 * "..."}}, with {@code base64} instead of {@code line} for bytes that are not UTF-8. X has no such
 * field.
 *
 * @param bytes the bytes in the recording
 * @param reason what is wrong with it
 * @param source its place, such as file and line
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record MalformedRecording(byte[] bytes, String reason, String source) {

  /** Reads the field {@code malformed} of an element; empty when it has none. */
  static Optional<MalformedRecording> in(JsonNode element) {
    JsonNode malformed = element.path("malformed");
    String reason = malformed.path("reason").asText("");
    if (reason.isBlank()) {
      return Optional.empty();
    }
    return bytes(malformed)
        .map(bytes -> new MalformedRecording(bytes, reason, malformed.path("source").asText("")));
  }

  private static Optional<byte[]> bytes(JsonNode malformed) {
    String line = malformed.path("line").textValue();
    if (line != null) {
      return Optional.of(line.getBytes(UTF_8));
    }
    try {
      return Optional.ofNullable(malformed.path("base64").textValue())
          .map(Base64.getDecoder()::decode);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
