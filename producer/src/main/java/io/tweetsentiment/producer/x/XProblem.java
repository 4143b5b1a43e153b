package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What X reports about a failed request. X uses three shapes: a problem ({@code title, detail,
 * type}), an error ({@code code, message}), and a list {@code errors} of either.
 *
 * @param kind last segment of the problem's type, such as {@code usage-capped}; empty when X sent
 *     none
 * @param message title and detail, or the message, or the start of the body
 */
record XProblem(String kind, String message) {

  private static final int SHOWN = 200;

  /** Whether the account's monthly cap or its credit is used up, so that waiting does not help. */
  boolean usageCapped() {
    return kind.equals("usage-capped") || message.contains("UsageCapExceeded");
  }

  static XProblem of(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root != null && root.isObject()) {
        JsonNode first = root.has("type") || root.has("message") ? root : root.at("/errors/0");
        XProblem problem =
            new XProblem(kind(root.has("type") ? root : first), message(root, first));
        if (!problem.message.isEmpty()) {
          return problem;
        }
      }
    } catch (IOException e) {
      // Not JSON, such as the page of a proxy: the start of the body is the message.
    }
    String text = new String(body, UTF_8).strip();
    return new XProblem("", text.substring(0, Math.min(SHOWN, text.length())));
  }

  private static String kind(JsonNode problem) {
    String type = problem.path("type").asText("");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  private static String message(JsonNode root, JsonNode first) {
    return Stream.of(
            root.path("title").asText(""),
            first.path("title").asText(""),
            root.path("detail").asText(""),
            first.path("detail").asText(""),
            first.path("message").asText(""),
            root.at("/errors/0/message").asText(""))
        .filter(part -> !part.isBlank())
        .distinct()
        .collect(Collectors.joining(": "));
  }
}
