package io.tweetsentiment.producer.x;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of a search answer.
 *
 * @param found elements of {@code data}, in the order of the page
 * @param users authors by id
 * @param tweets referenced tweets by id
 * @param errors what X could not find or show
 * @param nextToken where the next page begins
 */
public record SearchPage(
    List<Found> found,
    Map<String, JsonNode> users,
    Map<String, JsonNode> tweets,
    List<JsonNode> errors,
    Optional<String> nextToken) {

  /**
   * One element of {@code data}.
   *
   * @param bytes its bytes as received: what it holds concerns nobody but itself
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Found(byte[] bytes) {}

  /**
   * Reads a page.
   *
   * @throws IOException when the body is no JSON object
   */
  public static SearchPage parse(byte[] body) throws IOException {
    List<Found> found = new ArrayList<>();
    Map<String, JsonNode> rest = new HashMap<>();
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "the page is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("data")) {
          readData(parser, body, found);
        } else {
          rest.put(name, Json.MAPPER.readTree(parser));
        }
      }
    }
    JsonNode includes = rest.getOrDefault("includes", Json.MAPPER.missingNode());
    Map<String, JsonNode> tweets = byId(includes.path("tweets"));
    tweets.putAll(byId(includes.path("posts")));
    List<JsonNode> errors = new ArrayList<>();
    rest.getOrDefault("errors", Json.MAPPER.missingNode()).forEach(errors::add);
    return new SearchPage(
        found,
        byId(includes.path("users")),
        tweets,
        errors,
        token(rest.getOrDefault("meta", Json.MAPPER.missingNode())));
  }

  /** {@code meta.next_token} of an answer. */
  static Optional<String> nextToken(JsonNode answer) {
    return token(answer.path("meta"));
  }

  private static Optional<String> token(JsonNode meta) {
    return Optional.ofNullable(meta.path("next_token").textValue()).filter(t -> !t.isEmpty());
  }

  private static void readData(JsonParser parser, byte[] body, List<Found> found)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      found.add(new Found(Arrays.copyOfRange(body, start, end)));
    }
  }

  private static Map<String, JsonNode> byId(JsonNode list) {
    Map<String, JsonNode> byId = new HashMap<>();
    for (JsonNode element : list) {
      if (element.path("id").isTextual()) {
        byId.put(element.path("id").textValue(), element);
      }
    }
    return byId;
  }
}
