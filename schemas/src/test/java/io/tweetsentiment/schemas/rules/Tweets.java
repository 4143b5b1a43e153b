package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;

/** Records for the tests of the rules. */
final class Tweets {

  static final Instant CREATED = Instant.parse("2026-03-02T10:07:00Z");

  private Tweets() {}

  static Tweet.Builder tweet() {
    return Tweet.newBuilder()
        .setTweetId("1")
        .setTopic("espresso")
        .setVersionId("1")
        .setCreatedAt(CREATED)
        .setText("good")
        .setLang("en")
        .setIngestedAt(CREATED.plusSeconds(60));
  }

  static TweetSentiment.Builder sentiment() {
    return TweetSentiment.newBuilder()
        .setTweetId("1")
        .setTextHash(Fingerprint.ofText("good", "en"))
        .setLabel("POSITIVE")
        .setPositive(0.7)
        .setNegative(0.1)
        .setNeutral(0.15)
        .setMixed(0.05)
        .setEngine("test-1")
        .setScoredAt(CREATED.plusSeconds(61))
        .setCreatedAt(CREATED);
  }
}
