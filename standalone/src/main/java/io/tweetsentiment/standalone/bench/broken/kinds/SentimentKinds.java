package io.tweetsentiment.standalone.bench.broken.kinds;

import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Records of {@code tweets.sentiment} that another scorer wrote. */
final class SentimentKinds {

  private SentimentKinds() {}

  static List<Kind> list() {
    Kinds kinds = new Kinds(EntryPoint.SENTIMENT);
    kinds
        .rejected("sentiment: null value", s -> Encoded.bytes(s, (byte[]) null))
        .rejected("sentiment: empty value", s -> Encoded.bytes(s))
        .rejected("sentiment: noise", s -> Encoded.bytes(s, s.garbage(90)))
        .rejected("sentiment: tweet", Encoded::tweet)
        .rejected("sentiment: cut", s -> Encoded.cut(Encoded.sentiment(s, x -> {}), 24))
        .rejected("sentiment: null key", s -> Encoded.sentiment(s, x -> {}).withKey(null))
        .rejected("sentiment: key of another", s -> Encoded.sentiment(s, x -> {}).withKey("5"));
    rejected(kinds, "blank tweet_id", x -> x.setTweetId(" "));
    rejected(kinds, "unknown label", x -> x.setLabel("HAPPY"));
    rejected(kinds, "empty label", x -> x.setLabel(""));
    rejected(kinds, "label in small letters", x -> x.setLabel("positive"));
    rejected(kinds, "NaN", x -> x.setPositive(Double.NaN));
    rejected(kinds, "infinity", x -> x.setMixed(Double.POSITIVE_INFINITY));
    rejected(kinds, "score below 0", x -> x.setNegative(-0.1));
    rejected(kinds, "score above 1", x -> x.setNeutral(1.1));
    rejected(kinds, "least number as score", x -> x.setNeutral(-Double.MAX_VALUE));
    rejected(kinds, "score null", x -> x.setPositive(null));
    rejected(kinds, "all scores null", SentimentKinds::noScores);
    rejected(kinds, "unscored with a score", x -> x.setLabel("UNSCORED"));
    rejected(
        kinds, "greatest created_at", x -> x.setCreatedAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
    rejected(kinds, "greatest scored_at", x -> x.setScoredAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
    harmless(kinds, "unknown tweet", x -> {});
    harmless(kinds, "scores that sum to 0", x -> scores(x, 0));
    harmless(kinds, "scores that sum to 4", x -> scores(x, 1));
    harmless(kinds, "hash of another text", x -> x.setTextHash("0".repeat(32)));
    harmless(kinds, "hash that is none", x -> x.setTextHash("?"));
    harmless(kinds, "scoring run below 0", x -> x.setScoringRun(-1));
    harmless(kinds, "engine of 5,000 letters", x -> x.setEngine("e".repeat(5_000)));
    return kinds.toList();
  }

  private static void rejected(Kinds kinds, String name, Consumer<TweetSentiment> change) {
    kinds.rejected("sentiment: " + name, sample -> Encoded.sentiment(sample, change));
  }

  private static void harmless(Kinds kinds, String name, Consumer<TweetSentiment> change) {
    kinds.add(
        "sentiment: " + name,
        Proof.NONE,
        Integer.MAX_VALUE,
        sample -> Encoded.sentiment(sample, change));
  }

  private static void noScores(TweetSentiment sentiment) {
    sentiment.setPositive(null);
    sentiment.setNegative(null);
    sentiment.setNeutral(null);
    sentiment.setMixed(null);
  }

  private static void scores(TweetSentiment sentiment, double each) {
    sentiment.setPositive(each);
    sentiment.setNegative(each);
    sentiment.setNeutral(each);
    sentiment.setMixed(each);
  }
}
