package io.tweetsentiment.schemas.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a JSON value is a tweet object of the X API v2, and if not, why. All parts that
 * read tweets, from X or from a file, use it, so that they agree.
 */
public final class TweetObject {

  /** Maximum nesting; the responses of X have fewer than ten levels. */
  public static final int DEEPEST = 500;

  private static final int LONGEST_NUMBER = 1_000;

  /** Longest partition key of Kinesis, in characters. */
  private static final int LONGEST_ID = 256;

  private static final int SHOWN = 60;
  private static final Pattern TWICE = Pattern.compile("Duplicate [^\"']*[\"'](.*)[\"']");

  private static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(STRICT).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The two names of the field that lists the ids of all versions, oldest first. */
  public static final List<String> HISTORIES =
      List.of("edit_history_tweet_ids", "edit_history_post_ids");

  private TweetObject() {}

  /** The bytes are not JSON, or the JSON is ambiguous; the message says why. */
  public static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnreadableException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * Reads one JSON value.
   *
   * @throws UnreadableException when the bytes are not exactly one JSON value, a key appears twice
   *     in an object, or the value is nested deeper than {@value #DEEPEST} levels
   */
  public static JsonNode parse(byte[] json) throws UnreadableException {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node == null || node.isMissingNode()) {
        throw new UnreadableException("invalid JSON: it is empty", null);
      }
      return node;
    } catch (IOException e) {
      throw new UnreadableException(reason(e), e);
    }
  }

  /** Describes why a JSON value cannot be a tweet; empty when it can. */
  public static Optional<String> problem(JsonNode tweet) {
    if (!tweet.isObject()) {
      return Optional.of(kind(tweet) + ", not an object");
    }
    return idProblem(tweet)
        .or(() -> textProblem(tweet))
        .or(() -> timeProblem(tweet))
        .or(() -> historyProblem(tweet));
  }

  /** The id of a tweet object; absent when it is missing or invalid. */
  public static Optional<String> id(JsonNode tweet) {
    return idProblem(tweet).isPresent()
        ? Optional.empty()
        : Optional.of(tweet.path("id").textValue());
  }

  /** The time of a tweet object; absent when it is missing or invalid. */
  public static Optional<Instant> createdAt(JsonNode tweet) {
    return timeProblem(tweet).isPresent()
        ? Optional.empty()
        : Optional.of(TweetTime.parse(tweet.path("created_at").textValue()));
  }

  /**
   * The text of a tweet as X sent it, in the long form if there is one; null when there is no text.
   */
  public static String text(JsonNode tweet) {
    for (String note : List.of("note_tweet", "note_post")) {
      String full = tweet.path(note).path("text").textValue();
      if (full != null) {
        return full;
      }
    }
    return tweet.path("text").textValue();
  }

  /** Whether a text can be an id: Kinesis and Kafka accept it as a key, and it is printable. */
  public static boolean usable(String id) {
    return id != null && faultOf(id).isEmpty();
  }

  /** The kind of a JSON value in words: {@code a JSON number}. */
  public static String kind(JsonNode value) {
    return value.isNull()
        ? "null"
        : "a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** The id of the first version identifies the tweet, so a wrong one would confuse two tweets. */
  private static Optional<String> historyProblem(JsonNode tweet) {
    for (String name : HISTORIES) {
      for (JsonNode version : tweet.path(name)) {
        if (!version.isTextual()) {
          return Optional.of(name + " holds " + kind(version) + ", not an id");
        }
        Optional<String> fault = faultOf(version.textValue());
        if (fault.isPresent()) {
          return fault.map(why -> name + ": " + why);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> idProblem(JsonNode tweet) {
    JsonNode id = tweet.path("id");
    if (id.isMissingNode()) {
      return Optional.of("no id");
    }
    if (id.isNumber()) {
      return Optional.of(
          "id is the number " + shown(id.asText()) + "; X sends ids as text, \"...\"");
    }
    if (!id.isTextual()) {
      return Optional.of("id is " + kind(id) + ", not a string");
    }
    return faultOf(id.textValue());
  }

  private static Optional<String> faultOf(String id) {
    if (id.isBlank()) {
      return Optional.of("id is empty");
    }
    if (id.length() > LONGEST_ID) {
      return Optional.of("id '" + shown(id) + "' is longer than " + LONGEST_ID + " characters");
    }
    return id.codePoints()
        .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
        .mapToObj(
            c -> String.format(Locale.ROOT, "id holds U+%04X, which is not allowed in an id", c))
        .findFirst();
  }

  private static Optional<String> textProblem(JsonNode tweet) {
    if (text(tweet) != null) {
      return Optional.empty();
    }
    JsonNode text = tweet.path("text");
    return Optional.of(
        text.isMissingNode() ? "no text" : "text is " + kind(text) + ", not a string");
  }

  private static Optional<String> timeProblem(JsonNode tweet) {
    JsonNode time = tweet.path("created_at");
    if (time.isMissingNode()) {
      return Optional.of("no created_at");
    }
    if (!time.isTextual()) {
      return Optional.of("created_at is " + kind(time) + ", not a string");
    }
    try {
      TweetTime.parse(time.textValue());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("created_at " + e.getMessage());
    }
  }

  private static String reason(IOException e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    Matcher twice = TWICE.matcher(message);
    if (twice.lookingAt()) {
      return "key " + shown(twice.group(1)) + " appears twice";
    }
    if (message.contains("nesting depth")) {
      return "the JSON is nested deeper than " + DEEPEST + " levels";
    }
    if (e instanceof JsonEOFException) {
      return "invalid JSON: it is incomplete";
    }
    return "invalid JSON: " + message.lines().findFirst().orElse("");
  }

  private static String shown(String text) {
    return Utf8.truncate(text, SHOWN) + (text.length() > SHOWN ? "..." : "");
  }
}
