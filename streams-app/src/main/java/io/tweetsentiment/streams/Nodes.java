package io.tweetsentiment.streams;

import java.time.Duration;

/** Names of processors and stores: they are part of what is deployed, so they stand fixed here. */
final class Nodes {

  static final String TWEETS_SOURCE = "tweets-source";
  static final String SENTIMENT_SOURCE = "sentiment-source";
  static final String DECODE_TWEET = "decode-tweet";
  static final String DECODE_SENTIMENT = "decode-sentiment";
  static final String STAGE = "stage";
  static final String JOIN = "join";
  static final String SCORE = "score";
  static final String STAGE_OR_JOIN_CHANGES = "stage-or-join-changes";
  static final String CHANGES = "changes";
  static final String ACCUMULATE = "accumulate";
  static final String SUM = "sum";
  static final String MERGED_SINK = "merged-sink";
  static final String SENTIMENT_SINK = "sentiment-sink";
  static final String DLQ_SINK = "dlq-sink";
  static final String AGGREGATE_SINK = "aggregate-sink";

  static final String TWEETS = "tweets";
  static final String TEXTS = "texts";
  static final String SENTIMENTS = "sentiments";
  static final String PENDING = "pending";
  static final String COUNTERS = "counters";

  private Nodes() {}

  /** Store of the first stage, and the repartition topic behind it. */
  static String partials(Duration windowSize) {
    return "window-partials-" + windowSize;
  }

  /** Store of the second stage. */
  static String windows(Duration windowSize) {
    return "windows-" + windowSize;
  }
}
