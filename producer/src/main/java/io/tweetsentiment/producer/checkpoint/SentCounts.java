package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How many records of a slice or a run the sink has acknowledged, by kind.
 *
 * @param tweets tweets
 * @param malformed elements that are not tweets, in an envelope with the reason
 * @param deletions deletions
 * @param oversize records too large for Kinesis, of which only the beginning was sent
 */
public record SentCounts(
    long tweets, @JsonProperty("asReceived") long malformed, long deletions, long oversize) {

  public static final SentCounts NONE = new SentCounts(0, 0, 0, 0);

  public SentCounts plus(SentCounts other) {
    return new SentCounts(
        tweets + other.tweets,
        malformed + other.malformed,
        deletions + other.deletions,
        oversize + other.oversize);
  }

  public SentCounts minus(SentCounts other) {
    return new SentCounts(
        tweets - other.tweets,
        malformed - other.malformed,
        deletions - other.deletions,
        oversize - other.oversize);
  }
}
