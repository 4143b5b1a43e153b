package io.tweetsentiment.emulators.corpus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The sample's tweets. Each is a pure function of the seed and its number, so none is stored.
 *
 * <p>Some numbers are special ({@link #edited}, {@link #deleted}, {@link #duplicated}, {@link
 * #both}); each number has at most one of these properties.
 */
final class SampleTweets {
  static final String ESPRESSO = "espresso";
  static final String NIGHT_TRAIN = "nighttrain";
  static final int COUNT = 33_000;
  private static final int USERS = 2_500;
  private static final long X_EPOCH = 1288834974657L;
  private static final int SHORT = 280;
  private static final int RETWEET = 140;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** How a tweet relates to others. */
  enum Kind {
    ORIGINAL,
    LONG,
    RETWEET,
    QUOTE,
    REPLY
  }

  private final long seed;
  private final SamplePhrases phrases = new SamplePhrases();
  private final long[] times = new long[COUNT];

  SampleTweets(long seed) {
    this.seed = seed;
    SampleRhythm rhythm = new SampleRhythm();
    for (int i = 0; i < COUNT; i++) {
      times[i] = rhythm.at((i + random(i, 1).nextDouble()) / COUNT);
    }
  }

  private SplittableRandom random(int tweet, int purpose) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + tweet * 64L + purpose);
  }

  static boolean both(int tweet) {
    return tweet % 50 == 7;
  }

  static boolean duplicated(int tweet) {
    return tweet % 40 == 3;
  }

  static boolean edited(int tweet) {
    return tweet % 1500 == 11;
  }

  static boolean deleted(int tweet) {
    return tweet % 3000 == 5;
  }

  long at(int tweet) {
    return times[tweet];
  }

  String topic(int tweet) {
    int espresso = SampleRhythm.peak(at(tweet)) ? 15 : 60;
    return random(tweet, 2).nextInt(100) < espresso ? ESPRESSO : NIGHT_TRAIN;
  }

  String lang(int tweet) {
    int draw = random(tweet, 3).nextInt(100);
    if (both(tweet) || draw < 70) {
      return "en";
    }
    String[] others = {"es", "es", "fr", "de", "de", "ja", "ar", "hi", "und", "es"};
    return others[draw % 10];
  }

  Kind kind(int tweet) {
    if (both(tweet) || edited(tweet) || deleted(tweet)) {
      return Kind.ORIGINAL;
    }
    int draw = random(tweet, 4).nextInt(100);
    if (draw < 3) {
      return Kind.LONG;
    }
    Kind related = draw < 23 ? Kind.RETWEET : draw < 31 ? Kind.QUOTE : Kind.REPLY;
    return draw < 45 && original(tweet).isPresent() ? related : Kind.ORIGINAL;
  }

  /** The earlier tweet that a retweet, quote or reply refers to. */
  private Optional<Integer> original(int tweet) {
    int back = tweet - 1 - random(tweet, 5).nextInt(300);
    for (int candidate = back; candidate >= 0 && candidate > back - 40; candidate--) {
      boolean plain = random(candidate, 4).nextInt(100) >= 45 || longPost(candidate);
      if (plain && !deleted(candidate) && topic(candidate).equals(topic(tweet))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private boolean longPost(int tweet) {
    return random(tweet, 4).nextInt(100) < 3;
  }

  private String mood(int tweet) {
    int draw = random(tweet, 6).nextInt(100);
    int negative = SampleRhythm.peak(at(tweet)) ? 50 : 25;
    if (draw < negative) {
      return "negative";
    }
    return draw < negative + 8 ? "mixed" : draw < negative + 30 ? "neutral" : "positive";
  }

  /** Id of a version: the time in the upper bits, as in ids of X, and the tweet's number below. */
  String id(int tweet, int version) {
    return Long.toString(((versionAt(tweet, version) - X_EPOCH) << 22) | (tweet * 8L + version));
  }

  long versionAt(int tweet, int version) {
    return at(tweet) + version * 20L * 60_000L;
  }

  CorpusObject object(int tweet, int version) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode users = JsonNodeFactory.instance.arrayNode();
    ArrayNode tweets = JsonNodeFactory.instance.arrayNode();
    int author = author(tweet);
    users.add(user(author));
    describe(data, tweet, version);
    Kind kind = kind(tweet);
    if (kind == Kind.RETWEET || kind == Kind.QUOTE || kind == Kind.REPLY) {
      int original = original(tweet).orElseThrow();
      refer(data, kind, original);
      ObjectNode referred = JsonNodeFactory.instance.objectNode();
      describe(referred, original, 0);
      tweets.add(referred);
      if (author(original) != author) {
        users.add(user(author(original)));
      }
    }
    return new CorpusObject(data, users, tweets, false);
  }

  private int author(int tweet) {
    SplittableRandom choice = random(tweet, 7);
    return Math.min(choice.nextInt(USERS), choice.nextInt(USERS));
  }

  private void describe(ObjectNode data, int tweet, int version) {
    String id = id(tweet, version);
    data.put("id", id);
    ArrayNode history = data.putArray("edit_history_tweet_ids").add(id(tweet, 0));
    if (version > 0) {
      history.add(id);
    }
    write(data, tweet, version);
    data.put("created_at", TIME.format(Instant.ofEpochMilli(versionAt(tweet, version))));
    data.put("author_id", userId(author(tweet)));
    data.put("conversation_id", id(tweet, 0));
    data.put("lang", lang(tweet));
    data.put("possibly_sensitive", false);
    data.putObject("edit_controls")
        .put("edits_remaining", 5 - version)
        .put("is_edit_eligible", true)
        .put(
            "editable_until",
            TIME.format(Instant.ofEpochMilli(at(tweet)).plus(1, ChronoUnit.HOURS)));
    SplittableRandom metrics = random(tweet, 8);
    data.putObject("public_metrics")
        .put("retweet_count", metrics.nextInt(20))
        .put("reply_count", metrics.nextInt(10))
        .put("like_count", metrics.nextInt(200))
        .put("quote_count", metrics.nextInt(5))
        .put("bookmark_count", metrics.nextInt(5))
        .put("impression_count", metrics.nextInt(10_000));
  }

  private void write(ObjectNode data, int tweet, int version) {
    SplittableRandom choice = random(tweet, 9);
    if (both(tweet)) {
      data.put("text", phrases.textOfBoth(choice));
    } else if (kind(tweet) == Kind.LONG) {
      String full = phrases.longText(topic(tweet), mood(tweet), 300 + choice.nextInt(2700), choice);
      data.put("text", cut(full, SHORT - 1) + "…");
      data.putObject("note_tweet").put("text", full);
      data.put("lang", "en");
    } else {
      String correction = version == 0 ? "" : " (corrected)";
      data.put("text", phrases.text(topic(tweet), lang(tweet), mood(tweet), choice) + correction);
    }
  }

  private void refer(ObjectNode data, Kind kind, int original) {
    String type = kind == Kind.RETWEET ? "retweeted" : kind == Kind.QUOTE ? "quoted" : "replied_to";
    data.putArray("referenced_tweets").addObject().put("type", type).put("id", id(original, 0));
    String text = data.get("text").asText();
    String handle = handle(author(original));
    switch (kind) {
      case RETWEET -> {
        ObjectNode source = JsonNodeFactory.instance.objectNode();
        describe(source, original, 0);
        String quoted = "RT @" + handle + ": " + source.get("text").asText();
        boolean fits = quoted.length() <= RETWEET;
        data.put("text", fits ? quoted : cut(quoted, RETWEET - 1) + "…");
        data.set("lang", source.get("lang"));
      }
      case QUOTE -> data.put("text", text + " https://t.co/" + Integer.toString(original, 36));
      default -> {
        data.put("text", "@" + handle + " " + text);
        data.put("in_reply_to_user_id", userId(author(original)));
        data.put("conversation_id", id(original, 0));
      }
    }
  }

  /** The first {@code length} characters at most, without splitting a surrogate pair. */
  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  private static String userId(int user) {
    return Long.toString(7_000_000_000L + user * 7919L);
  }

  private String handle(int user) {
    SplittableRandom choice = random(-1 - user, 10);
    String name = phrases.name(choice).toLowerCase(Locale.ROOT) + phrases.handle(choice);
    // X allows 15 characters.
    return cut(name, 11) + user;
  }

  private ObjectNode user(int user) {
    SplittableRandom choice = random(-1 - user, 11);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", userId(user));
    node.put("username", handle(user));
    node.put("name", phrases.name(choice) + (choice.nextInt(5) == 0 ? " ☕" : ""));
    node.put("verified", choice.nextInt(20) == 0);
    node.put("created_at", "2019-0" + (1 + choice.nextInt(9)) + "-15T08:00:00.000Z");
    if (choice.nextInt(3) > 0) {
      node.put("location", phrases.place(choice));
    }
    node.put("description", "An invented account of a sample.");
    node.putObject("public_metrics")
        .put("followers_count", choice.nextInt(5000))
        .put("following_count", choice.nextInt(900))
        .put("tweet_count", choice.nextInt(9000))
        .put("listed_count", choice.nextInt(30));
    return node;
  }
}
