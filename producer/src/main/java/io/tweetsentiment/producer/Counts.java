package io.tweetsentiment.producer;

/**
 * What a slice, or a run, gave.
 *
 * @param tweets tweets acknowledged by Kinesis
 * @param asReceived objects of which no tweet could be made, acknowledged in an envelope with the
 *     reason
 * @param deletions deletions acknowledged
 * @param oversize records too large for Kinesis, of which the beginning was acknowledged
 */
record Counts(long tweets, long asReceived, long deletions, long oversize) {

  static final Counts NONE = new Counts(0, 0, 0, 0);

  Counts plus(Counts other) {
    return new Counts(
        tweets + other.tweets,
        asReceived + other.asReceived,
        deletions + other.deletions,
        oversize + other.oversize);
  }
}
