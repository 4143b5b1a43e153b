package io.tweetsentiment.streams.merge;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.streams.state.TweetState;

/**
 * A newest version whose text has no sentiment yet. A version that was just received is not in the
 * store yet, so that a text that is scored at once costs a single write.
 *
 * @param tweet the tweet with the text
 * @param arrived arrival time in the raw topic, milliseconds since the epoch
 * @param textHash hash of the text
 * @param stored the state in the store
 * @param pending the state in which the version waits for the sentiment
 */
public record TextToScore(
    Tweet tweet, long arrived, String textHash, TweetState stored, TweetState pending) {

  public String tweetId() {
    return tweet.getTweetId();
  }
}
