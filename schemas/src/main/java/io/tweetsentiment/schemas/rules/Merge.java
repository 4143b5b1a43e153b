package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;

/** Joins a tweet and its sentiment into the row that the warehouse knows. */
public final class Merge {

  private Merge() {}

  /**
   * The merged record of a tweet.
   *
   * @param tweet a version that is no deletion
   * @param sentiment a sentiment of the same text
   */
  public static MergedTweet of(Tweet tweet, TweetSentiment sentiment) {
    return MergedTweet.newBuilder()
        .setTopic(tweet.getTopic())
        .setTweetId(tweet.getTweetId())
        .setCreatedAt(tweet.getCreatedAt())
        .setText(Utf8.forWarehouse(tweet.getText()))
        .setLang(Utf8.forWarehouse(tweet.getLang()))
        .setAuthorId(Utf8.forWarehouse(tweet.getAuthorId()))
        .setUsername(Utf8.forWarehouse(tweet.getUsername()))
        .setName(Utf8.forWarehouse(tweet.getName()))
        .setVerified(tweet.getVerified())
        .setLocation(Utf8.forWarehouse(tweet.getLocation()))
        .setReferencedTweets(Utf8.forWarehouse(tweet.getReferencedTweets()))
        .setLabel(sentiment.getLabel())
        .setPositive(sentiment.getPositive())
        .setNegative(sentiment.getNegative())
        .setNeutral(sentiment.getNeutral())
        .setMixed(sentiment.getMixed())
        .setEngine(sentiment.getEngine())
        .setScoredAt(sentiment.getScoredAt())
        .setIngestedAt(tweet.getIngestedAt())
        .setEditVersion(tweet.getEditVersion())
        .setDeleted(false)
        .build();
  }

  /**
   * The merged record of a deletion.
   *
   * @param createdAt event time of the version that was merged before, so that the deletion stands
   *     in the same day of the sink
   * @param ingestedAt when the deletion was fetched
   */
  public static MergedTweet deletion(
      TweetKey key, Instant createdAt, Instant ingestedAt, int editVersion) {
    return MergedTweet.newBuilder()
        .setTopic(key.topic())
        .setTweetId(key.tweetId())
        .setCreatedAt(createdAt)
        .setIngestedAt(ingestedAt)
        .setEditVersion(editVersion)
        .setDeleted(true)
        .build();
  }
}
