package io.tweetsentiment.streams.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Response to an HTTP request.
 *
 * @param status HTTP status
 * @param type media type
 * @param body text
 */
public record Response(int status, String type, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  public static Response json(Object value) {
    return json(OK, value);
  }

  public static Response json(int status, Object value) {
    try {
      return new Response(status, "application/json", JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write as JSON: " + value, e);
    }
  }

  static Response text(String type, String body) {
    return new Response(OK, type, body);
  }

  static Response failed(int status, String message) {
    return json(status, Map.of("error", message));
  }
}
