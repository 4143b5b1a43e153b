package io.tweetsentiment.streams.names;

/**
 * Names of the source, processor and sink nodes. They are part of what is deployed: a change of a
 * name is a change of the topology.
 */
public final class NodeNames {

  public static final String TWEETS_SOURCE = "tweets-source";
  public static final String SENTIMENT_SOURCE = "sentiment-source";
  public static final String DECODE_TWEET = "decode-tweet";
  public static final String DECODE_SENTIMENT = "decode-sentiment";
  public static final String STAGE = "stage";
  public static final String JOIN = "join";
  public static final String SCORE = "score";
  public static final String STAGE_OR_JOIN_CHANGES = "stage-or-join-changes";
  public static final String CHANGES = "changes";
  public static final String ACCUMULATE = "accumulate";
  public static final String SUM = "sum";
  public static final String MERGED_SINK = "merged-sink";
  public static final String SENTIMENT_SINK = "sentiment-sink";
  public static final String DLQ_SINK = "dlq-sink";
  public static final String AGGREGATE_SINK = "aggregate-sink";

  private NodeNames() {}
}
