package io.tweetsentiment.producer.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The errors that X reports beside tweets. */
final class XErrors {

  private XErrors() {}

  /** The number of errors of each kind. */
  static Map<String, Long> byKind(List<JsonNode> errors) {
    Map<String, Long> kinds = new TreeMap<>();
    errors.forEach(error -> kinds.merge(kind(error), 1L, Long::sum));
    return kinds;
  }

  /** The last segment of the type, such as {@code resource-not-found}; else the title or code. */
  private static String kind(JsonNode error) {
    String type = error.path("type").asText("");
    String last = type.substring(type.lastIndexOf('/') + 1);
    if (!last.isEmpty() && !last.equals("about:blank")) {
      return last;
    }
    String title = error.path("title").asText("").strip();
    if (!title.isEmpty()) {
      return title.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }
    return error.has("code") ? "code-" + error.path("code").asText() : "unknown";
  }

  /** Whether an error concerns X itself, and not a tweet or a user that it cannot show. */
  static boolean isInternal(JsonNode error) {
    return !error.hasNonNull("resource_type")
        && !error.hasNonNull("resource_id")
        && !error.hasNonNull("parameter");
  }
}
