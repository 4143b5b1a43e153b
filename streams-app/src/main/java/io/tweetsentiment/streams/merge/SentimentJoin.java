package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.state.ReceivedTweetDecoder;
import io.tweetsentiment.streams.state.StoredSentiment;
import io.tweetsentiment.streams.state.TopicState;
import io.tweetsentiment.streams.state.TweetState;

/**
 * Joins a sentiment with the newest versions that have its text.
 *
 * <p>Threading: owned by the stream thread.
 */
public final class SentimentJoin {

  private final MergedPublisher publisher;
  private final ReceivedTweetDecoder tweets;

  public SentimentJoin(MergedPublisher publisher, ReceivedTweetDecoder tweets) {
    this.publisher = publisher;
    this.tweets = tweets;
  }

  /** Publishes the versions that have the text of a sentiment. */
  TweetState join(String tweetId, TweetState before, StoredSentiment sentiment) {
    return join(tweetId, before, sentiment, null);
  }

  /**
   * Publishes the versions that have the text of a sentiment.
   *
   * @param before state of the tweet
   * @param decoded one of the versions, which is not decoded again; null for none
   * @return the state with the sentiment and the published versions, which the caller stores
   */
  public TweetState join(
      String tweetId, TweetState before, StoredSentiment sentiment, Tweet decoded) {
    TweetState after = before.with(sentiment);
    for (TopicState state : before.topics()) {
      // An expired tweet cannot be published again, so its contribution stays as it is.
      if (state.canJoin(sentiment.textHash())) {
        boolean isDecoded = decoded != null && decoded.getTopic().equals(state.topic());
        Tweet tweet = isDecoded ? decoded : tweets.tweet(state.received());
        after = after.with(publisher.merge(tweetId, state, tweet, sentiment));
      }
    }
    return after;
  }
}
