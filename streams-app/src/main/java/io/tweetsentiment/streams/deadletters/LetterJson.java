package io.tweetsentiment.streams.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.common.header.Header;

/**
 * Writes a dead letter as one line of JSON. Bytes that are text in UTF-8 are a text, others are
 * Base64 under the name with {@code _base64} at its end.
 */
public final class LetterJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterJson() {}

  /** The line, without a line break. */
  public static String line(FoundLetter letter) {
    ObjectNode json = JSON.createObjectNode();
    json.put("position", letter.position());
    json.put("time", Instant.ofEpochMilli(letter.record().timestamp()).toString());
    json.put("stage", letter.stage());
    json.put("reason", letter.reason());
    letter.originTopic().ifPresent(topic -> json.put("origin_topic", topic));
    put(json, "key", letter.record().key());
    put(json, "value", letter.record().value());
    ObjectNode headers = json.putObject("headers");
    for (Header header : letter.record().headers()) {
      put(headers, header.key(), header.value());
    }
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }

  private static void put(ObjectNode json, String name, byte[] bytes) {
    if (bytes == null) {
      json.putNull(name);
      return;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c))) {
        json.put(name, text);
        return;
      }
    } catch (CharacterCodingException e) {
      // Written below.
    }
    json.put(name + "_base64", Base64.getEncoder().encodeToString(bytes));
  }
}
