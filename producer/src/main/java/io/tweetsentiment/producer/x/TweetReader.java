package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Fingerprint;
import io.tweetsentiment.schemas.rules.TweetObject;
import io.tweetsentiment.schemas.rules.Utf8;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Converts objects of the X API v2, in the spelling {@code tweet} or {@code post}, to tweets.
 *
 * <p>Unknown fields are ignored; an absent or null field is null in the record.
 */
public final class TweetReader {

  private static final Comparator<JsonNode> REFERENCE_ORDER =
      Comparator.comparing((JsonNode reference) -> reference.path("type").asText())
          .thenComparing(reference -> reference.path("id").asText());

  private TweetReader() {}

  /**
   * Decodes everything on a page, in the order of the page, with the deletions last.
   *
   * @param topic subject that was searched for
   * @param ingestedAt when the page was fetched
   */
  public static List<Decoded> read(SearchPage page, String topic, Instant ingestedAt) {
    Instant fetched = ingestedAt.truncatedTo(ChronoUnit.MILLIS);
    List<Decoded> readings = new ArrayList<>();
    page.elements().forEach(element -> readings.add(read(element, page, topic, fetched)));
    page.errors().stream()
        .flatMap(error -> deletion(error, fetched).stream())
        .forEach(readings::add);
    return readings;
  }

  /**
   * Decodes an object of a tweets file: {@code {"topic", "data", "includes"}}, what the sink file
   * writes of elements that are not tweets, and its deletions.
   *
   * @param object the object; null when the bytes are not JSON
   * @param bytes as they are in the file
   * @param fault why it is no tweet; empty when it is one
   * @param topic of the tweet
   * @param source file and line
   * @param ingestedAt when it was read
   */
  public static Decoded recorded(
      JsonNode object,
      byte[] bytes,
      Optional<String> fault,
      String topic,
      String source,
      Instant ingestedAt) {
    if (object == null) {
      return asReceived(Optional.empty(), bytes, fault.orElse("it is not JSON"), source);
    }
    Optional<MalformedRecording> recorded = MalformedRecording.in(object);
    if (recorded.isPresent()) {
      MalformedRecording was = recorded.get();
      return asReceived(TweetObject.id(object), was.bytes(), was.reason(), was.source());
    }
    JsonNode data = object.path("data");
    Instant fetched = ingestedAt.truncatedTo(ChronoUnit.MILLIS);
    if (data.path("deleted").asBoolean() && TweetObject.id(data).isPresent()) {
      return new Decoded.Valid(
          Tweet.newBuilder()
              .setTweetId(text(data, "id"))
              .setTopic(text(object, "topic"))
              .setDeleted(true)
              .setIngestedAt(fetched)
              .build());
    }
    if (fault.isPresent()) {
      return asReceived(TweetObject.id(data), bytes, fault.get(), source);
    }
    return new Decoded.Valid(tweet(data, SearchPage.of(object.path("includes")), topic, fetched));
  }

  private static Decoded read(
      SearchPage.Element element, SearchPage page, String topic, Instant ingestedAt) {
    JsonNode json;
    try {
      json = TweetObject.parse(element.bytes());
    } catch (TweetObject.UnreadableException e) {
      return asReceived(Optional.empty(), element.bytes(), e.getMessage(), "");
    }
    Optional<MalformedRecording> recorded = MalformedRecording.in(json);
    if (recorded.isPresent()) {
      MalformedRecording was = recorded.get();
      return asReceived(TweetObject.id(json), was.bytes(), was.reason(), was.source());
    }
    return TweetObject.problem(json)
        .map(problem -> asReceived(TweetObject.id(json), element.bytes(), problem, ""))
        .orElseGet(() -> new Decoded.Valid(tweet(json, page, topic, ingestedAt)));
  }

  /** Converts an object in which {@link TweetObject} finds no problem. */
  private static Tweet tweet(JsonNode json, SearchPage page, String topic, Instant ingestedAt) {
    String id = text(json, "id");
    List<String> history = history(json);
    String first = history.isEmpty() ? id : history.get(0);
    JsonNode author = page.users().get(text(json, "author_id"));
    List<JsonNode> references = references(json);
    return Tweet.newBuilder()
        .setTweetId(first)
        .setTopic(topic)
        .setVersionId(id)
        .setEditVersion(Math.max(0, history.indexOf(id)))
        .setDeleted(false)
        .setCreatedAt(TweetObject.createdAt(json).orElseThrow())
        .setText(asWritten(retweetedText(references, page).orElseGet(() -> TweetObject.text(json))))
        .setLang(text(json, "lang"))
        .setAuthorId(text(json, "author_id"))
        .setUsername(text(author, "username"))
        .setName(text(author, "name"))
        .setVerified(verified(author))
        .setLocation(text(author, "location"))
        .setReferencedTweets(canonical(references))
        .setIngestedAt(ingestedAt)
        .build();
  }

  /** X reports only a tweet that was requested by id as gone. */
  private static Optional<Decoded> deletion(JsonNode error, Instant ingestedAt) {
    String type = error.path("type").asText("");
    String resource = error.path("resource_type").asText("");
    String parameter = error.path("parameter").asText("");
    String id = error.path("resource_id").asText(error.path("value").asText(""));
    boolean gone =
        type.endsWith("/resource-not-found")
            && (resource.equals("tweet") || resource.equals("post"))
            && (parameter.equals("id") || parameter.equals("ids"));
    return gone && TweetObject.usable(id)
        ? Optional.of(
            new Decoded.Valid(
                Tweet.newBuilder()
                    .setTweetId(id)
                    .setDeleted(true)
                    .setIngestedAt(ingestedAt)
                    .build()))
        : Optional.empty();
  }

  private static Decoded asReceived(
      Optional<String> id, byte[] bytes, String reason, String source) {
    String key = id.orElseGet(() -> Fingerprint.ofReceived(new String(bytes, UTF_8)));
    return new Decoded.Malformed(key, bytes, reason, source);
  }

  /**
   * Returns the text as the author wrote it. X escapes three characters, the ampersand among them.
   * Each is unescaped once, so an escaped ampersand before {@code lt;} becomes the four characters
   * that the author wrote.
   */
  private static String asWritten(String text) {
    String formed = Utf8.wellFormed(text);
    return formed.indexOf('&') < 0
        ? formed
        : formed.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** A retweet has the text of the retweeted tweet, because X cuts its own text. */
  private static Optional<String> retweetedText(List<JsonNode> references, SearchPage page) {
    return references.stream()
        .filter(reference -> "retweeted".equals(text(reference, "type")))
        .map(reference -> page.tweets().get(text(reference, "id")))
        .flatMap(tweet -> Optional.ofNullable(tweet).map(TweetObject::text).stream())
        .findFirst();
  }

  private static List<JsonNode> references(JsonNode json) {
    List<JsonNode> references = new ArrayList<>();
    for (String name : List.of("referenced_tweets", "referenced_posts")) {
      for (JsonNode reference : json.path(name)) {
        if (text(reference, "id") != null && text(reference, "type") != null) {
          references.add(reference);
        }
      }
    }
    return references;
  }

  private static String canonical(List<JsonNode> references) {
    if (references.isEmpty()) {
      return null;
    }
    ArrayNode list = Json.MAPPER.createArrayNode();
    references.stream()
        .sorted(REFERENCE_ORDER)
        .forEach(
            reference -> {
              ObjectNode object = list.addObject();
              object.put("id", text(reference, "id"));
              object.put("type", text(reference, "type"));
            });
    return list.toString();
  }

  private static List<String> history(JsonNode json) {
    Set<String> history = new LinkedHashSet<>();
    for (String name : TweetObject.HISTORIES) {
      for (JsonNode version : json.path(name)) {
        history.add(version.textValue());
      }
    }
    return List.copyOf(history);
  }

  private static Boolean verified(JsonNode author) {
    boolean stated = author != null && author.path("verified").isBoolean();
    return stated ? (Boolean) author.path("verified").booleanValue() : null;
  }

  /** Replaces unpaired surrogates, which UTF-8 cannot represent, by U+FFFD. */
  private static String text(JsonNode json, String name) {
    String text = json == null ? null : json.path(name).textValue();
    return text == null ? null : Utf8.wellFormed(text);
  }
}
