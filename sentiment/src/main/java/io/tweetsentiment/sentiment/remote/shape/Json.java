package io.tweetsentiment.sentiment.remote.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads and writes JSON. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

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
    String text = body.toString();
    return new UncheckedIOException(
        new IOException(
            "the response has no "
                + expected
                + ": "
                + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...")));
  }
}
