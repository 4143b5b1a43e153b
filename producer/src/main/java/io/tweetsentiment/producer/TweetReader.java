package io.tweetsentiment.producer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes tweets of the objects of the X API v2, in the spelling {@code tweet} or {@code post}.
 *
 * <p>Fields that are not known are ignored; an absent or null field is null in the record.
 */
final class TweetReader {

  /** Kinesis takes no longer partition key. */
  private static final int LONGEST_KEY = 256;

  private static final Comparator<JsonNode> REFERENCE_ORDER =
      Comparator.comparing((JsonNode reference) -> reference.path("type").asText())
          .thenComparing(reference -> reference.path("id").asText());

  private TweetReader() {}

  /**
   * Everything on a page, in the page's order, the deletions last.
   *
   * @param topic subject that was searched for
   * @param ingestedAt when the page was fetched
   */
  static List<Reading> read(SearchPage page, String topic, Instant ingestedAt) {
    Instant fetched = ingestedAt.truncatedTo(ChronoUnit.MILLIS);
    List<Reading> readings = new ArrayList<>();
    page.found().forEach(found -> readings.add(read(found, page, topic, fetched)));
    page.errors().stream()
        .flatMap(error -> deletion(error, fetched).stream())
        .forEach(readings::add);
    return readings;
  }

  private static Reading read(
      SearchPage.Found found, SearchPage page, String topic, Instant ingestedAt) {
    JsonNode json = found.json();
    String id = text(json, "id");
    if (!usable(id)) {
      return asReceived(found, null, json.isObject() ? "no usable id" : "no JSON object");
    }
    String ownText = fullText(json);
    if (ownText == null) {
      return asReceived(found, id, "no text");
    }
    Optional<Instant> createdAt = instant(text(json, "created_at"));
    if (createdAt.isEmpty()) {
      return asReceived(found, id, "no usable created_at");
    }
    List<String> history = history(json);
    String first = history.isEmpty() ? id : history.get(0);
    JsonNode author = page.users().get(text(json, "author_id"));
    List<JsonNode> references = references(json);
    return new Reading.Read(
        Tweet.newBuilder()
            .setTweetId(usable(first) ? first : id)
            .setTopic(topic)
            .setVersionId(id)
            .setEditVersion(Math.max(0, history.indexOf(id)))
            .setDeleted(false)
            .setCreatedAt(createdAt.get())
            .setText(retweetedText(references, page).orElse(ownText))
            .setLang(text(json, "lang"))
            .setAuthorId(text(json, "author_id"))
            .setUsername(text(author, "username"))
            .setName(text(author, "name"))
            .setVerified(verified(author))
            .setLocation(text(author, "location"))
            .setReferencedTweets(canonical(references))
            .setIngestedAt(ingestedAt)
            .build());
  }

  /** X says of a tweet that was asked for by id, and only of such a one, that it is gone. */
  private static Optional<Reading> deletion(JsonNode error, Instant ingestedAt) {
    String type = error.path("type").asText("");
    String resource = error.path("resource_type").asText("");
    String parameter = error.path("parameter").asText("");
    String id = error.path("resource_id").asText(error.path("value").asText(""));
    boolean gone =
        type.endsWith("/resource-not-found")
            && (resource.equals("tweet") || resource.equals("post"))
            && (parameter.equals("id") || parameter.equals("ids"));
    return gone && usable(id)
        ? Optional.of(
            new Reading.Read(
                Tweet.newBuilder()
                    .setTweetId(id)
                    .setDeleted(true)
                    .setIngestedAt(ingestedAt)
                    .build()))
        : Optional.empty();
  }

  private static Reading asReceived(SearchPage.Found found, String id, String reason) {
    String key = id == null ? Fingerprint.ofReceived(found.json().toString()) : id;
    return new Reading.AsReceived(key, found.bytes(), reason);
  }

  private static boolean usable(String id) {
    return id != null && !id.isBlank() && id.length() <= LONGEST_KEY && id.indexOf('\0') < 0;
  }

  /** The long form where there is one. */
  private static String fullText(JsonNode json) {
    for (String note : List.of("note_tweet", "note_post")) {
      String full = text(json.path(note), "text");
      if (full != null) {
        return full;
      }
    }
    return text(json, "text");
  }

  /** The text of a retweet is the retweeted tweet's; its own is cut. */
  private static Optional<String> retweetedText(List<JsonNode> references, SearchPage page) {
    return references.stream()
        .filter(reference -> "retweeted".equals(text(reference, "type")))
        .map(reference -> page.tweets().get(text(reference, "id")))
        .flatMap(tweet -> Optional.ofNullable(tweet).map(TweetReader::fullText).stream())
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
    List<String> history = new ArrayList<>();
    for (String name : List.of("edit_history_tweet_ids", "edit_history_post_ids")) {
      for (JsonNode version : json.path(name)) {
        if (history.isEmpty() || !history.contains(version.asText())) {
          history.add(version.asText());
        }
      }
    }
    return history;
  }

  private static Boolean verified(JsonNode author) {
    boolean stated = author != null && author.path("verified").isBoolean();
    return stated ? (Boolean) author.path("verified").booleanValue() : null;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.ofNullable(text)
          .map(OffsetDateTime::parse)
          .map(time -> Instant.ofEpochMilli(time.toInstant().toEpochMilli()));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode json, String name) {
    return json == null ? null : json.path(name).textValue();
  }
}
