package io.tweetsentiment.producer.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.TweetTime;
import io.tweetsentiment.schemas.rules.Utf8;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes tweets of Bluesky's posts. The id is the post's address, {@code at://<did>/<collection>/
 * <rkey>}. {@code ingested_at} is the time at which the server saw the event, so that an event that
 * is read twice makes the same record.
 */
final class PostReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant FIRST_TWEET = Instant.parse("2006-03-21T00:00:00Z");

  private PostReader() {}

  /** The text of a post; null when its record has none. */
  static String text(JsonNode record) {
    String text = record.path("text").textValue();
    return text == null ? null : Utf8.wellFormed(text);
  }

  /** The languages that a post states, each without its region, in its order. */
  static List<String> languages(JsonNode record) {
    List<String> languages = new ArrayList<>();
    for (JsonNode lang : record.path("langs")) {
      String first = lang.asText("").split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
      if (!first.isBlank()) {
        languages.add(Utf8.wellFormed(first));
      }
    }
    return languages;
  }

  /** A version of a post that has a text. */
  static Tweet tweet(JetstreamEvent.Written post, String topic) {
    Instant seen = at(post.micros());
    List<String> languages = languages(post.record());
    boolean named = post.edit() && !post.cid().isEmpty();
    return Tweet.newBuilder()
        .setTweetId(post.uri())
        .setTopic(topic)
        .setVersionId(named ? post.cid() : post.uri())
        .setEditVersion(post.edit() ? 1 : 0)
        .setDeleted(false)
        .setCreatedAt(writtenAt(post.record(), seen))
        .setText(text(post.record()))
        .setLang(languages.isEmpty() ? null : languages.get(0))
        .setAuthorId(post.did())
        .setReferencedTweets(references(post.record()))
        .setIngestedAt(seen)
        .build();
  }

  /**
   * The deletion of a post.
   *
   * @param topic null for every topic
   */
  static Tweet deletion(String uri, String topic, long micros) {
    return Tweet.newBuilder()
        .setTweetId(uri)
        .setTopic(topic)
        .setDeleted(true)
        .setIngestedAt(at(micros))
        .build();
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * The author's app states any time. A post is not later than the event that shows it, and no
   * earlier than the first ones that somebody may have brought along from another network.
   */
  private static Instant writtenAt(JsonNode record, Instant seen) {
    try {
      Instant stated = TweetTime.parse(record.path("createdAt").asText(""));
      return stated.isBefore(seen) && !stated.isBefore(FIRST_TWEET) ? stated : seen;
    } catch (IllegalArgumentException e) {
      return seen;
    }
  }

  private static String references(JsonNode record) {
    Map<String, String> byType = new TreeMap<>();
    JsonNode embedded = record.path("embed").path("record");
    put(byType, "quoted", embedded.path("uri").asText(embedded.at("/record/uri").asText("")));
    put(byType, "replied_to", record.at("/reply/parent/uri").asText(""));
    if (byType.isEmpty()) {
      return null;
    }
    ArrayNode list = JSON.createArrayNode();
    byType.forEach((type, uri) -> list.addObject().put("id", uri).put("type", type));
    return list.toString();
  }

  /** A quoted feed or list is no post. */
  private static void put(Map<String, String> byType, String type, String uri) {
    if (uri.contains("/" + JetstreamFrame.POSTS + "/")) {
      byType.put(type, Utf8.wellFormed(uri));
    }
  }
}
