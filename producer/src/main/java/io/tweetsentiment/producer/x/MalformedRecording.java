package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Optional;

/**
 * What a server of recorded tweets could not read and hands on all the same: an element of {@code
 * data} with the field {@code malformed}, {@code {"source": "tweets.jsonl:17", "reason": "no text",
 * "line": "..."}}, with {@code base64} in the place of {@code line} for what is no UTF-8. X has no
 * such field.
 *
 * @param bytes what stands in the recording
 * @param reason what is wrong with it
 * @param source where it stands
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record MalformedRecording(byte[] bytes, String reason, String source) {

  /** What an element says that it could not be read; absent in every other element. */
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
