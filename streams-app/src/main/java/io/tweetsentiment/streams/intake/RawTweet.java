package io.tweetsentiment.streams.intake;

import io.tweetsentiment.schemas.Tweet;

/**
 * A decoded record of the raw topic.
 *
 * @param tweet the tweet
 * @param value the bytes as received
 * @param offset offset in the raw topic
 * @param arrived arrival time in the raw topic, milliseconds since the epoch
 * @param isRedriven whether it was sent back from the dead letters
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
public record RawTweet(Tweet tweet, byte[] value, long offset, long arrived, boolean isRedriven) {

  public String tweetId() {
    return tweet.getTweetId();
  }
}
