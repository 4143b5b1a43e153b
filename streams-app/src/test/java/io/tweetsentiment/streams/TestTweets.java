package io.tweetsentiment.streams;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.time.Instant;

/** Records for tests. */
public final class TestTweets {

  public static final Instant CREATED = Instant.parse("2026-03-02T10:07:00Z");

  private TestTweets() {}

  public static Tweet.Builder tweet(String id, String text) {
    return Tweet.newBuilder()
        .setTweetId(id)
        .setTopic("espresso")
        .setVersionId(id)
        .setCreatedAt(CREATED)
        .setText(text)
        .setLang("en")
        .setIngestedAt(CREATED.plusSeconds(60));
  }

  public static Tweet.Builder edit(String id, int version, String text) {
    return tweet(id, text)
        .setVersionId(id + version)
        .setEditVersion(version)
        .setIngestedAt(CREATED.plusSeconds(60 + version));
  }

  public static Tweet.Builder deletion(String id, String topic) {
    return Tweet.newBuilder()
        .setTweetId(id)
        .setTopic(topic)
        .setDeleted(true)
        .setIngestedAt(CREATED.plusSeconds(600));
  }

  public static TweetSentiment.Builder sentiment(String id, String text) {
    return sentiment(id, text, "en");
  }

  public static TweetSentiment.Builder sentiment(String id, String text, String lang) {
    return TweetSentiment.newBuilder()
        .setTweetId(id)
        .setTextHash(Fingerprint.ofText(text, lang))
        .setLabel("POSITIVE")
        .setPositive(0.7)
        .setNegative(0.1)
        .setNeutral(0.15)
        .setMixed(0.05)
        .setEngine("other-1")
        .setScoredAt(CREATED.plusSeconds(61))
        .setCreatedAt(CREATED);
  }
}
