package io.tweetsentiment.schemas.rules;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.Optional;

/**
 * Whether a record that could be decoded can also be used; what cannot goes to the dead letters.
 */
public final class Validity {

  private Validity() {}

  /** What keeps a tweet from being counted; empty when nothing does. */
  public static Optional<String> problem(Tweet tweet) {
    if (tweet.getTweetId().isBlank()) {
      return Optional.of("tweet_id is blank");
    }
    if (tweet.getTweetId().indexOf('\0') >= 0) {
      return Optional.of("tweet_id holds U+0000");
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
    Optional<String> time = TweetTime.problem(tweet.getCreatedAt());
    if (time.isPresent()) {
      return time.map(problem -> "created_at " + problem);
    }
    return tweet.getText() == null || tweet.getText().isBlank()
        ? Optional.of("the tweet has no text")
        : Optional.empty();
  }

  /** What keeps a sentiment from being joined; empty when nothing does. */
  public static Optional<String> problem(TweetSentiment sentiment) {
    if (sentiment.getTweetId().isBlank()) {
      return Optional.of("tweet_id is blank");
    }
    Optional<String> time = TweetTime.problem(sentiment.getCreatedAt());
    if (time.isPresent()) {
      return time.map(problem -> "created_at " + problem);
    }
    try {
      return Contribution.of(sentiment).label() == Label.UNSCORED && hasScore(sentiment)
          ? Optional.of("a score is there and the label is UNSCORED")
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    } catch (NullPointerException e) {
      return Optional.of("a score is null and the label is " + sentiment.getLabel());
    }
  }

  private static boolean hasScore(TweetSentiment sentiment) {
    return sentiment.getPositive() != null
        || sentiment.getNegative() != null
        || sentiment.getNeutral() != null
        || sentiment.getMixed() != null;
  }
}
