package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.Optional;

/** Decides whether a decoded record can be used. One that cannot goes to the dead letter queue. */
public final class Validity {

  private static final ColumnLimits LIMITS = ColumnLimits.TWEET;

  private Validity() {}

  /** Describes why a tweet cannot be counted; empty when it can. */
  public static Optional<String> problem(Tweet tweet) {
    if (tweet.getTweetId().isBlank()) {
      return Optional.of("tweet_id is blank");
    }
    Optional<String> unfit = unfit(tweet);
    if (unfit.isPresent()) {
      return unfit;
    }
    if (tweet.getDeleted()) {
      return Optional.empty();
    }
    if (tweet.getTopic() == null) {
      return Optional.of("topic is null in a tweet that is not deleted");
    }
    if (tweet.getCreatedAt() == null) {
      return Optional.of("created_at is null in a tweet that is not deleted");
    }
    return tweet.getText() == null || tweet.getText().isBlank()
        ? Optional.of("the tweet has no text")
        : Optional.empty();
  }

  /** Describes why a sentiment cannot be joined; empty when it can. */
  public static Optional<String> problem(TweetSentiment sentiment) {
    if (sentiment.getTweetId().isBlank()) {
      return Optional.of("tweet_id is blank");
    }
    Optional<String> time =
        LIMITS
            .of("created_at")
            .problemOf(sentiment.getCreatedAt().toEpochMilli())
            .or(() -> LIMITS.of("scored_at").problemOf(sentiment.getScoredAt().toEpochMilli()));
    if (time.isPresent()) {
      return time;
    }
    try {
      return Contribution.of(sentiment).label() == Label.UNSCORED && hasScore(sentiment)
          ? Optional.of("the label is UNSCORED, but a score is present")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    } catch (NullPointerException e) {
      return Optional.of("a score is null and the label is " + sentiment.getLabel());
    }
  }

  /**
   * Checks the fields that must fit the warehouse and cannot be cut. Deletions are checked as well,
   * because the warehouse stores their key.
   */
  private static Optional<String> unfit(Tweet tweet) {
    return LIMITS
        .of("tweet_id")
        .problemOfKey(tweet.getTweetId())
        .or(() -> Optional.ofNullable(tweet.getTopic()).flatMap(LIMITS.of("topic")::problemOfKey))
        .or(() -> LIMITS.of("ingested_at").problemOf(tweet.getIngestedAt().toEpochMilli()))
        .or(() -> LIMITS.of("edit_version").problemOf(tweet.getEditVersion()))
        .or(
            () ->
                Optional.ofNullable(tweet.getDeleted() ? null : tweet.getCreatedAt())
                    .flatMap(time -> LIMITS.of("created_at").problemOf(time.toEpochMilli())));
  }

  private static boolean hasScore(TweetSentiment sentiment) {
    return sentiment.getPositive() != null
        || sentiment.getNegative() != null
        || sentiment.getNeutral() != null
        || sentiment.getMixed() != null;
  }
}
