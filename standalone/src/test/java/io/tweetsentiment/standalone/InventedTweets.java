package io.tweetsentiment.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A tweets file in the form of a recorded one: 2,600 invented tweets about tea and coffee over five
 * hours, that is twenty slices of each topic. Some are found twice, some under both topics, some
 * are edited; one line is no JSON and one tweet has no text.
 */
final class InventedTweets {

  static final List<String> TOPICS = List.of("tea", "coffee");

  /** Records that can only become dead letters. */
  static final int UNUSABLE = 2;

  private static final int TWEETS = 2_600;
  private static final Instant START = Instant.parse("2026-04-01T06:00:00Z");
  private static final Duration SPAN = Duration.ofHours(5);
  private static final List<String> OPINIONS =
      List.of(
          "is wonderful, I love it",
          "is great today 😀",
          "tastes awful and costs too much",
          "makes me sad :(",
          "is served at eight",
          "was good at first\nand bad in the end",
          "— naïve, but nice ☕",
          "is terrible, terrible, terrible!!!");

  private final ObjectMapper json = new ObjectMapper();
  private final StringBuilder lines = new StringBuilder();
  private final Set<String> keys = new HashSet<>();
  private final Random random;
  private int objects;

  private InventedTweets(long seed) {
    random = new Random(seed);
  }

  /** What a file holds: its lines, and the distinct (topic, tweet) of those that are usable. */
  record Made(Path file, int lines, int tweets) {}

  /** Writes the file; the same for the same seed. */
  static Made write(Path file, long seed) throws IOException {
    InventedTweets invented = new InventedTweets(seed);
    invented.fill();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(invented.lines.toString().getBytes(StandardCharsets.UTF_8));
    }
    return new Made(file, invented.objects, invented.keys.size());
  }

  private void fill() {
    for (int i = 0; i < TWEETS; i++) {
      String topic = TOPICS.get(random.nextInt(2));
      Instant at = START.plusMillis(SPAN.toMillis() * i / TWEETS);
      String id = Long.toString(1_900_000_000_000_000_000L + i * 4_194_304L);
      ObjectNode tweet = tweet(id, at, topic);
      add(tweet, topic, id);
      if (i % 11 == 0) {
        add(tweet, topic, id);
      }
      if (i % 13 == 0) {
        add(tweet, TOPICS.get(1 - TOPICS.indexOf(topic)), id);
      }
      if (i % 29 == 0) {
        add(edited(tweet, id, at.plusSeconds(40)), topic, id);
      }
      if (i == TWEETS / 2) {
        addLine("{\"data\": {\"id\": \"19\", \"text\"");
        ObjectNode empty = tweet("1800000000000000000", at, topic);
        empty.remove("text");
        addLine(line(empty, topic));
      }
    }
  }

  private ObjectNode tweet(String id, Instant at, String topic) {
    ObjectNode tweet = json.createObjectNode();
    tweet.put("id", id);
    tweet.put(
        "text",
        "#" + topic + " " + OPINIONS.get(random.nextInt(OPINIONS.size())) + " " + random.nextInt());
    tweet.put("created_at", at.toString());
    tweet.put("author_id", Integer.toString(1 + random.nextInt(200)));
    tweet.put("lang", "en");
    tweet.putArray("edit_history_tweet_ids").add(id);
    return tweet;
  }

  private ObjectNode edited(ObjectNode tweet, String first, Instant at) {
    ObjectNode edited = tweet.deepCopy();
    String id = Long.toString(Long.parseLong(first) + 1);
    ArrayNode history = edited.putArray("edit_history_tweet_ids");
    history.add(first);
    history.add(id);
    edited.put("id", id);
    edited.put("created_at", at.toString());
    edited.put("text", tweet.get("text").asText() + " I was wrong, it is excellent");
    return edited;
  }

  private void add(ObjectNode tweet, String topic, String first) {
    keys.add(topic + " " + first);
    addLine(line(tweet, topic));
  }

  private void addLine(String line) {
    lines.append(line).append('\n');
    objects++;
  }

  private String line(ObjectNode tweet, String topic) {
    ObjectNode line = json.createObjectNode();
    line.set("data", tweet);
    String author = tweet.get("author_id").asText();
    ObjectNode user = json.createObjectNode();
    user.put("id", author).put("username", "drinker" + author).put("name", "Drinker \"" + author);
    user.put("location", author.length() == 1 ? null : "Röthenbach, " + author);
    line.putObject("includes").putArray("users").add(user);
    line.put("topic", topic);
    return line.toString();
  }
}
