package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON. */
final class Json {

  /** Python's servers write NaN, which fails only the document that it concerns. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int SHOWN = 200;

  private Json() {}

  static byte[] bytes(JsonNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the texts cannot be written as JSON", e);
    }
  }

  /** Parses a body, and fails when there is nothing. */
  static JsonNode parse(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The error of a response of another form. */
  static UncheckedIOException unexpected(String expected, JsonNode body) {
    return new UncheckedIOException(
        new IOException("the response has no " + expected + ": " + start(body)));
  }

  /** The beginning of a node, for messages. */
  static String start(JsonNode node) {
    String text = node.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
