package io.tweetsentiment.producer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.Tweet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * Tweets as lines of JSON, for the sinks file and stdout: {@code {"topic", "data", "includes"}}
 * with the objects as X sends them, so that a file of them is a tweets file, which the standalone
 * program replays. What is not a tweet has the field {@code malformed} instead of a text, and a
 * deletion the field {@code deleted}.
 */
public final class JsonLines {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonLines() {}

  /** The line of a tweet or a deletion, without its end. */
  public static byte[] tweet(Tweet tweet) {
    ObjectNode line = JSON.createObjectNode();
    put(line, "topic", tweet.getTopic());
    ObjectNode data = line.putObject("data");
    if (tweet.getDeleted()) {
      data.put("id", tweet.getTweetId()).put("deleted", true);
      return bytes(line);
    }
    data.put("id", Optional.ofNullable(tweet.getVersionId()).orElse(tweet.getTweetId()));
    put(data, "text", asSentByX(tweet.getText()));
    data.put("created_at", tweet.getCreatedAt().toString());
    put(data, "lang", tweet.getLang());
    put(data, "author_id", tweet.getAuthorId());
    history(data, tweet);
    if (tweet.getReferencedTweets() != null) {
      data.set("referenced_tweets", references(tweet.getReferencedTweets()));
    }
    if (tweet.getAuthorId() != null && tweet.getUsername() != null) {
      ObjectNode user = line.putObject("includes").putArray("users").addObject();
      user.put("id", tweet.getAuthorId());
      put(user, "username", tweet.getUsername());
      put(user, "name", tweet.getName());
      put(user, "location", tweet.getLocation());
      if (tweet.getVerified() != null) {
        user.put("verified", tweet.getVerified());
      }
    }
    return bytes(line);
  }

  /** The first version is the identity; versions between it and this one are not known. */
  private static void history(ObjectNode data, Tweet tweet) {
    if (tweet.getVersionId() != null && !tweet.getVersionId().equals(tweet.getTweetId())) {
      data.putArray("edit_history_tweet_ids").add(tweet.getTweetId()).add(tweet.getVersionId());
    }
  }

  /** The line of an element that is not a tweet, without its end. */
  public static byte[] malformed(String key, String reason, String source, byte[] received) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode malformed = line.put("id", key).putObject("malformed");
    malformed.put("source", source).put("reason", reason);
    text(received)
        .ifPresentOrElse(
            text -> malformed.put("line", text),
            () -> malformed.put("base64", Base64.getEncoder().encodeToString(received)));
    return bytes(line);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** X escapes three characters; whoever reads the line takes that back. */
  private static String asSentByX(String text) {
    return text == null
        ? null
        : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static JsonNode references(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the reader makes them JSON", e);
    }
  }

  private static void put(ObjectNode object, String name, String value) {
    if (value != null) {
      object.put(name, value);
    }
  }

  private static byte[] bytes(ObjectNode line) {
    try {
      return JSON.writeValueAsBytes(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a line is plain JSON", e);
    }
  }
}
