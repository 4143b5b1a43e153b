package io.tweetsentiment.standalone.bench.broken.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Malformed elements of {@code data} in a response of X. */
final class ElementKinds {

  private ElementKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.ELEMENT);
    for (String same : List.of("null", "true", "false", "{}", "[]", "\"\"", "0")) {
      kinds.add("element " + same, Proof.SAME_BYTES, Integer.MAX_VALUE, s -> Draft.of(same));
    }
    return kinds
        .rejected("element a number", s -> Draft.of(s.id()))
        .rejected("element a string", s -> Draft.of("\"" + s.id() + "\""))
        .rejected("element an array", s -> Draft.of("[\"" + s.id() + "\"]"))
        .rejected("element a tweet in an array", s -> Draft.of("[" + s.tweet() + "]"))
        .rejected("element without id", s -> changed(s, t -> t.put("x", s.id()).remove("id")))
        .rejected("element with id null", s -> changed(s, t -> t.put("x", s.id()).putNull("id")))
        .rejected(
            "element with id an object", s -> changed(s, t -> t.putObject("id").put("v", s.id())))
        .either(
            "element with id a number", s -> changed(s, t -> t.put("id", Long.parseLong(s.id()))))
        .either("element with id twice", s -> twice(s, "id", "\"1\""))
        .rejected("element without text", s -> changed(s, t -> t.remove("text")))
        .either("element with text twice", s -> twice(s, "text", "null"))
        .rejected("element with text blank", s -> changed(s, t -> t.put("text", " ")))
        .rejected("element without created_at", s -> changed(s, t -> t.remove("created_at")))
        .rejected(
            "element of year 10000",
            s -> changed(s, t -> t.put("created_at", "+10000-01-01T00:00:00Z")))
        .either("element with members of other types", ElementKinds::otherTypes)
        .either(
            "element with a wide language", s -> changed(s, t -> t.put("lang", "e".repeat(300))))
        .either("element nested 900 deep", s -> twice(s, "x", "[".repeat(900) + "]".repeat(900)))
        .add(
            "element nested 2,000 deep",
            Proof.EITHER,
            Kinds.FEW,
            s -> twice(s, "x", "[".repeat(2_000) + "]".repeat(2_000)))
        .add(
            "element with a number of 2,000 digits",
            Proof.EITHER,
            Kinds.FEW,
            s -> twice(s, "x", "1".repeat(2_000)))
        .add(
            "element of 1.2 MB",
            Proof.EITHER,
            Kinds.FEW,
            s -> changed(s, t -> t.put("text", "tea ".repeat(300_000))))
        .toList();
  }

  private static Draft otherTypes(SampleTweet sample) {
    return changed(
        sample,
        tweet -> {
          tweet.put("lang", 3).put("author_id", true).put("note_tweet", "x");
          tweet.putObject("referenced_tweets").put("id", 5);
          tweet.putArray("edit_history_tweet_ids").addNull().addArray();
        });
  }

  private static Draft changed(SampleTweet sample, Consumer<ObjectNode> change) {
    ObjectNode tweet = sample.tweet();
    change.accept(tweet);
    return Draft.of(tweet.toString());
  }

  private static Draft twice(SampleTweet sample, String member, String json) {
    return Draft.of("{\"" + member + "\":" + json + "," + sample.tweet().toString().substring(1));
  }
}
