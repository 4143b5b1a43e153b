package io.tweetsentiment.standalone.bench.broken.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lines of valid JSON that are not a tweet, or an unusual one. */
final class TweetKinds {

  private TweetKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.LINE);
    data(kinds);
    ids(kinds);
    texts(kinds);
    members(kinds);
    authors(kinds);
    topics(kinds);
    return kinds.toList();
  }

  private static void data(Kinds kinds) {
    kinds
        .rejected("data missing", s -> Draft.of("{\"x\":\"" + s.id() + "\"}"))
        .rejected("data null", s -> Draft.of("{\"data\":null,\"x\":\"" + s.id() + "\"}"))
        .rejected("data a string", s -> s.instead("\"" + s.id() + "\""))
        .rejected("data a number", s -> s.instead(s.id()))
        .rejected("data an array", s -> s.instead("[\"" + s.id() + "\"]"))
        .rejected("data empty", s -> Draft.of("{\"data\":{},\"x\":\"" + s.id() + "\"}"))
        .rejected(
            "object of another kind", s -> Draft.of("{\"delete\":{\"id\":\"" + s.id() + "\"}}"))
        .either("data twice", s -> s.replaced("{\"data\":", "{\"data\":{\"id\":\"1\"},\"data\":"))
        .either("id twice", s -> s.twice("id", "\"" + s.id() + "\""))
        .either("text twice", s -> s.twice("text", "\"other\""))
        .either("created_at twice", s -> s.twice("created_at", "\"2026-03-02T11:00:00Z\""))
        .either("topic twice", s -> s.replaced("\"topic\":", "\"topic\":\"mix\",\"topic\":"));
  }

  private static void ids(Kinds kinds) {
    kinds
        .rejected("id missing", s -> s.data(t -> keep(t, s).remove("id")))
        .rejected("id null", s -> s.data(t -> keep(t, s).putNull("id")))
        .rejected("id empty", s -> s.data(t -> keep(t, s).put("id", "")))
        .rejected("id blank", s -> s.data(t -> keep(t, s).put("id", "  ")))
        .rejected("id an object", s -> s.data(t -> t.putObject("id").put("v", s.id())))
        .rejected("id an array", s -> s.data(t -> t.putArray("id").add(s.id())))
        .rejected("id true", s -> s.data(t -> keep(t, s).put("id", true)))
        .rejected("id a fraction", s -> s.data(t -> keep(t, s).put("id", 0.5)))
        .rejected("id of 300 digits", s -> s.data(t -> t.put("id", s.id() + "0".repeat(284))))
        .rejected("id with NUL", s -> s.data(t -> t.put("id", s.id() + "\0")))
        .either("id a number", s -> s.data(t -> t.put("id", Long.parseLong(s.id()))))
        .either("id above 64 bits", s -> s.data(t -> t.put("id", s.id() + "99999")))
        .either("id negative", s -> s.data(t -> t.put("id", "-" + s.id())))
        .either("id with letters", s -> s.data(t -> t.put("id", "id-" + s.id())))
        .either("id with a line break", s -> s.data(t -> t.put("id", s.id() + "\n")))
        .either("id with an emoji", s -> s.data(t -> t.put("id", s.id() + "😀")))
        .either("id with half a character", s -> s.replaced(s.id(), s.id() + "\\ud83d"));
  }

  private static void texts(Kinds kinds) {
    kinds
        .rejected("text missing", s -> s.data(t -> t.remove("text")))
        .rejected("text null", s -> s.data(t -> t.putNull("text")))
        .rejected("text a number", s -> s.data(t -> t.put("text", 7)))
        .rejected("text an object", s -> s.data(t -> t.putObject("text")))
        .rejected("text an array", s -> s.data(t -> t.putArray("text").add("x")))
        .rejected("text empty", s -> s.data(t -> t.put("text", "")))
        .rejected("text blank", s -> s.data(t -> t.put("text", " \n\t ")))
        .either("text of NULs", s -> s.data(t -> t.put("text", "\0\0")))
        .either(
            "text of half characters", s -> s.replaced("\"text\":\"", "\"text\":\"\\ud83d\\ud83d"))
        .either("text of 70,000 letters", s -> s.data(t -> t.put("text", "tea ".repeat(17_500))))
        .add(
            "text of 1.2 MB",
            Proof.EITHER,
            Kinds.FEW,
            s -> s.data(t -> t.put("text", "tea ".repeat(300_000))))
        .either("note a string", s -> s.data(t -> t.put("note_tweet", "x")))
        .either("note without text", s -> s.data(t -> t.putObject("note_tweet").putNull("text")));
  }

  private static void members(Kinds kinds) {
    kinds
        .either("language of 300 letters", s -> s.data(t -> t.put("lang", "e".repeat(300))))
        .either("language a number", s -> s.data(t -> t.put("lang", 1)))
        .either("language of NULs", s -> s.data(t -> t.put("lang", "\0")))
        .either("author id an object", s -> s.data(t -> t.putObject("author_id")))
        .either(
            "author id of 5,000 digits", s -> s.data(t -> t.put("author_id", "9".repeat(5_000))))
        .either("references a string", s -> s.data(t -> t.put("referenced_tweets", "x")))
        .either("references null", s -> s.data(t -> t.putArray("referenced_tweets").addNull()))
        .either("references of numbers", s -> s.data(t -> t.putArray("referenced_tweets").add(1)))
        .either("reference to itself", s -> s.data(t -> refer(t, s.id())))
        .either("5,000 references", s -> s.data(TweetKinds::referMuch))
        .either("history a string", s -> s.data(t -> t.put("edit_history_tweet_ids", s.id())))
        .either(
            "history of nulls", s -> s.data(t -> t.putArray("edit_history_tweet_ids").addNull()))
        .either(
            "history of objects",
            s -> s.data(t -> t.putArray("edit_history_tweet_ids").addObject().put("v", s.id())))
        .either(
            "history without the tweet",
            s -> s.data(t -> t.putArray("edit_history_tweet_ids").add(s.id() + "1")));
  }

  private static void authors(Kinds kinds) {
    kinds
        .either("includes null", s -> s.line(l -> l.putNull("includes")))
        .either("includes an array", s -> s.line(l -> l.putArray("includes").add(1)))
        .either("users null", s -> s.line(l -> l.putObject("includes").putNull("users")))
        .either(
            "users of nulls", s -> s.line(l -> l.putObject("includes").putArray("users").addNull()))
        .either(
            "users of numbers", s -> s.line(l -> l.putObject("includes").putArray("users").add(9)))
        .either(
            "included tweets of strings",
            s -> s.line(l -> l.putObject("includes").putArray("tweets").add("x")))
        .either("user name an object", s -> s.author(u -> u.putObject("username")))
        .either(
            "user name of 3,000 letters", s -> s.author(u -> u.put("username", "u".repeat(3_000))))
        .either("name of 9,000 emoji", s -> s.author(u -> u.put("name", "😀".repeat(9_000))))
        .either("location with NULs", s -> s.author(u -> u.put("location", "a\0b")))
        .either("verified a string", s -> s.author(u -> u.put("verified", "yes")));
  }

  private static void topics(Kinds kinds) {
    kinds
        .either("topic null", s -> s.line(l -> l.putNull("topic")))
        .either("topic a number", s -> s.line(l -> l.put("topic", 5)))
        .either("topic an object", s -> s.line(l -> l.putObject("topic")))
        .either("topic empty", s -> s.line(l -> l.put("topic", "")))
        .either("topic blank", s -> s.line(l -> l.put("topic", "  ")))
        .either("topic with a comma", s -> s.line(l -> l.put("topic", "mix,other")))
        .either("topic with a line break", s -> s.line(l -> l.put("topic", "mi\nx")))
        .either("topic of 3,000 letters", s -> s.line(l -> l.put("topic", "m".repeat(3_000))));
  }

  /** Keeps the marker in a tweet whose id is removed. */
  private static ObjectNode keep(ObjectNode tweet, SampleTweet sample) {
    return tweet.put("x", sample.id());
  }

  private static void refer(ObjectNode tweet, String id) {
    tweet.putArray("referenced_tweets").addObject().put("type", "retweeted").put("id", id);
  }

  private static void referMuch(ObjectNode tweet) {
    var references = tweet.putArray("referenced_tweets");
    for (int i = 0; i < 5_000; i++) {
      references.addObject().put("type", "quoted").put("id", Integer.toString(i));
    }
  }
}
