package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.MergedTweet;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.time.Instant;
import java.util.function.Consumer;

/** Joins a tweet and its sentiment into a row of the warehouse. */
public final class Merge {

  private static final ColumnLimits LIMITS = ColumnLimits.TWEET;

  private Merge() {}

  /** The merged record of a tweet, without reporting which values were cut. */
  public static MergedTweet of(Tweet tweet, TweetSentiment sentiment) {
    return of(tweet, sentiment, column -> {});
  }

  /**
   * The merged record of a tweet. Values that are longer than their column are cut here, before
   * they are written to the topic, so that no row is rejected later.
   *
   * @param tweet a version that is not a deletion
   * @param sentiment a sentiment of the same text
   * @param cut receives the name of each column whose value is cut
   */
  public static MergedTweet of(Tweet tweet, TweetSentiment sentiment, Consumer<String> cut) {
    return MergedTweet.newBuilder()
        .setTopic(tweet.getTopic())
        .setTweetId(tweet.getTweetId())
        .setCreatedAt(tweet.getCreatedAt())
        .setText(LIMITS.fit("text", tweet.getText(), cut))
        .setLang(LIMITS.fit("lang", tweet.getLang(), cut))
        .setAuthorId(LIMITS.fit("author_id", tweet.getAuthorId(), cut))
        .setUsername(LIMITS.fit("username", tweet.getUsername(), cut))
        .setName(LIMITS.fit("name", tweet.getName(), cut))
        .setVerified(tweet.getVerified())
        .setLocation(LIMITS.fit("location", tweet.getLocation(), cut))
        .setReferencedTweets(LIMITS.fit("referenced_tweets", tweet.getReferencedTweets(), cut))
        .setLabel(sentiment.getLabel())
        .setPositive(sentiment.getPositive())
        .setNegative(sentiment.getNegative())
        .setNeutral(sentiment.getNeutral())
        .setMixed(sentiment.getMixed())
        .setEngine(LIMITS.fit("engine", sentiment.getEngine(), cut))
        .setScoredAt(sentiment.getScoredAt())
        .setIngestedAt(tweet.getIngestedAt())
        .setEditVersion(tweet.getEditVersion())
        .setDeleted(false)
        .build();
  }

  /**
   * The merged record of a deletion.
   *
   * @param createdAt event time of the version that was merged before, so that the sink writes the
   *     deletion to the same day
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
