package io.tweetsentiment.streams.intake;

import io.tweetsentiment.schemas.Tweet;

/**
 * A decoded record of the raw topic.
 *
 * @param tweet what it says
 * @param value its bytes as received
 * @param offset its offset
 * @param arrived its timestamp: arrival time, milliseconds since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared: the bytes only pass through.
public record RawTweet(Tweet tweet, byte[] value, long offset, long arrived) {

  public String tweetId() {
    return tweet.getTweetId();
  }
}
