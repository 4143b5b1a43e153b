package io.tweetsentiment.schemas.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.schemas.rules.TopicRule;
import io.tweetsentiment.schemas.rules.TweetObject;
import io.tweetsentiment.schemas.rules.Utf8;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reader needs to know about a piece of a file.
 *
 * @param fault why it is no tweet; null when it is one
 * @param topic null when it has no valid topic
 * @param createdAt null when it has no valid time
 */
public record PieceSummary(String fault, String topic, Instant createdAt) {

  /** Summarises a piece. */
  public static PieceSummary of(TweetFile.Piece piece) {
    if (piece.fault() != null) {
      return new PieceSummary(piece.fault(), null, null);
    }
    JsonNode json = piece.json();
    if (!json.isObject()) {
      return new PieceSummary(TweetObject.kind(json) + ", not an object", null, null);
    }
    JsonNode data = json.path("data");
    Optional<String> fault = topicFault(json.path("topic"));
    return new PieceSummary(
        dataFault(data).or(() -> fault).orElse(null),
        fault.isPresent() ? null : topic(json.path("topic")),
        TweetObject.createdAt(data).orElse(null));
  }

  private static Optional<String> dataFault(JsonNode data) {
    if (data.isMissingNode()) {
      return Optional.of("no key data; the expected form is {\"data\": {...}, \"topic\": \"...\"}");
    }
    return data.isObject()
        ? TweetObject.problem(data)
        : Optional.of("data is " + TweetObject.kind(data) + ", not an object");
  }

  /** A topic that is absent, null or blank is not a fault: the reader chooses one. */
  private static Optional<String> topicFault(JsonNode topic) {
    if (topic.isMissingNode() || topic.isNull()) {
      return Optional.empty();
    }
    if (!topic.isTextual()) {
      return Optional.of("topic is " + TweetObject.kind(topic) + ", not a string");
    }
    return Optional.ofNullable(topic(topic)).flatMap(TopicRule::problem);
  }

  private static String topic(JsonNode topic) {
    String text = topic.asText("").strip();
    return topic.isNull() || text.isEmpty() ? null : Utf8.wellFormed(text);
  }
}
