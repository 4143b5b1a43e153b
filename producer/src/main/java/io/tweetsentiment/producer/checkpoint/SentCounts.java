package io.tweetsentiment.producer.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a slice, or a run, gave.
 *
 * @param tweets tweets acknowledged by Kinesis
 * @param malformed objects of which no tweet could be made, acknowledged in an envelope with the
 *     reason
 * @param deletions deletions acknowledged
 * @param oversize records too large for Kinesis, of which the beginning was acknowledged
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
}
