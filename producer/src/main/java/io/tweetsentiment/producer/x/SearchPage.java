package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * @param elements elements of {@code data}, in the order of the page
 * @param users authors by id
 * @param tweets referenced tweets by id
 * @param errors what X could not find or show
 * @param nextToken where the next page begins
 * @param stated number of elements that the answer states; null when it states none
 * @param meta whether the answer has the object {@code meta}
 */
public record SearchPage(
    List<Element> elements,
    Map<String, JsonNode> users,
    Map<String, JsonNode> tweets,
    List<JsonNode> errors,
    Optional<String> nextToken,
    Integer stated,
    boolean meta) {

  private static final int SHOWN = 200;

  /**
   * One element of {@code data}.
   *
   * @param bytes its bytes as received, not checked in any way
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  public record Element(byte[] bytes) {}

  /**
   * Reads a page. Elements of {@code data} are cut out first and left unread, so that one that is
   * not JSON, not UTF-8 or nested too deeply does not affect the others.
   *
   * @throws IOException when the page around the elements is not a JSON object in UTF-8
   */
  public static SearchPage parse(byte[] body) throws IOException {
    List<Element> elements = new ArrayList<>();
    byte[] rest = body;
    for (int start = dataStart(rest); start >= 0; start = dataStart(rest)) {
      int end = cutElements(rest, start, elements);
      rest = without(rest, start, end);
    }
    JsonNode page = Json.MAPPER.readTree(rest);
    SearchPage included = of(page.path("includes"));
    List<JsonNode> errors = new ArrayList<>();
    page.path("errors").forEach(errors::add);
    JsonNode count = page.at("/meta/result_count");
    return new SearchPage(
        elements,
        included.users,
        included.tweets,
        errors,
        nextToken(page),
        count.isInt() ? (Integer) count.intValue() : null,
        page.path("meta").isObject());
  }

  /** A page of nothing but {@code includes}. */
  static SearchPage of(JsonNode includes) {
    Map<String, JsonNode> tweets = byId(includes.path("tweets"));
    tweets.putAll(byId(includes.path("posts")));
    return new SearchPage(
        List.of(), byId(includes.path("users")), tweets, List.of(), Optional.empty(), null, false);
  }

  /**
   * Reads a page that must be complete: an answer that only looks empty would end its slice.
   *
   * @throws IOException when it is not
   */
  public static SearchPage parseWhole(byte[] body) throws IOException {
    SearchPage page = parse(body);
    if (!page.meta) {
      throw new IncompleteAnswerException("X answered 200 without meta: " + start(body));
    }
    if (page.stated != null && page.stated != page.elements.size()) {
      throw new IncompleteAnswerException(
          "X answered 200 with "
              + page.elements.size()
              + " tweets and a result_count of "
              + page.stated);
    }
    if (page.elements.isEmpty() && page.stated == null) {
      throw new IncompleteAnswerException(
          "X answered 200 without tweets and without a result_count: " + start(body));
    }
    if (page.elements.isEmpty()) {
      Optional<JsonNode> internal = page.errors.stream().filter(XErrors::isInternal).findFirst();
      if (internal.isPresent()) {
        throw new IncompleteAnswerException(
            "X answered 200 without tweets and with an error: "
                + XProblem.of(internal.get().toString().getBytes(UTF_8)).message());
      }
    }
    return page;
  }

  /** The number of errors of each kind. */
  public Map<String, Long> errorKinds() {
    return XErrors.byKind(errors);
  }

  private static String start(byte[] body) {
    String text = new String(body, 0, Math.min(SHOWN, body.length), UTF_8);
    return text.replaceAll("\\s+", " ");
  }

  /** Place of the first element of an array {@code data}, -1 when no such array has elements. */
  private static int dataStart(byte[] body) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "the page is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean data = parser.currentName().equals("data");
        if (parser.nextToken() == JsonToken.START_ARRAY && data) {
          int start = (int) parser.currentLocation().getByteOffset();
          if (start < 0) {
            throw new JsonParseException(parser, "the page is not UTF-8");
          }
          if (!isEmptyArray(body, start)) {
            return start;
          }
        }
        parser.skipChildren();
      }
    }
    return -1;
  }

  private static boolean isEmptyArray(byte[] body, int start) {
    int next = start;
    while (next < body.length && isBlank(body[next])) {
      next++;
    }
    return next < body.length && body[next] == ']';
  }

  /**
   * Cuts at commas outside strings and brackets.
   *
   * @return place of the bracket that ends the array
   */
  private static int cutElements(byte[] body, int start, List<Element> elements)
      throws IOException {
    int from = start;
    int depth = 0;
    boolean quoted = false;
    boolean escaped = false;
    for (int i = start; i < body.length; i++) {
      byte b = body[i];
      if (quoted) {
        quoted = escaped || b != '"';
        escaped = !escaped && b == '\\';
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (depth > 0 && (b == '}' || b == ']')) {
        depth--;
      } else if (depth == 0 && (b == ',' || b == ']')) {
        elements.add(element(body, from, i));
        from = i + 1;
        if (b == ']') {
          return i;
        }
      }
    }
    throw new JsonParseException(null, "the page ends within data");
  }

  private static Element element(byte[] body, int from, int to) throws IOException {
    int start = from;
    int end = to;
    while (start < end && isBlank(body[start])) {
      start++;
    }
    while (start < end && isBlank(body[end - 1])) {
      end--;
    }
    if (start == end) {
      throw new JsonParseException(null, "data has an element without content");
    }
    return new Element(Arrays.copyOfRange(body, start, end));
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static byte[] without(byte[] body, int start, int end) {
    byte[] rest = Arrays.copyOf(body, body.length - (end - start));
    System.arraycopy(body, end, rest, start, body.length - end);
    return rest;
  }

  /** {@code meta.next_token} of an answer. */
  static Optional<String> nextToken(JsonNode answer) {
    return Optional.ofNullable(answer.at("/meta/next_token").textValue()).filter(t -> !t.isEmpty());
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
