package io.tweetsentiment.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The Kafka topics of the pipeline, with the settings that its guarantees need.
 *
 * <p>All of them have the same, fixed number of partitions and are written with Kafka's default
 * partitioner, so that all records of one tweet are in the same partition.
 */
public enum Topics {
  /** Key tweet_id, value {@link Tweet}. */
  RAW("tweets.raw", "delete"),
  /** Key tweet_id, value {@link TweetSentiment}. */
  SENTIMENT("tweets.sentiment", "delete"),
  /** Key tweet_id, value {@link MergedTweet}. */
  MERGED("tweets.merged", "delete"),
  /** Key {@code window_start|topic}, value {@link SentimentAggregate}. */
  AGGREGATE("tweets.aggregate", "compact"),
  /** Key and value as received; stage, reason, exception and origin in the headers. */
  DLQ("tweets.dlq", "delete");

  /** Topic of the records that a Connect sink could not use. */
  public static final String CONNECT_DLQ = "connect.dlq";

  /** Arrival time after which deletable topics drop their records unless configured otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final String topicName;
  private final String cleanupPolicy;

  Topics(String topicName, String cleanupPolicy) {
    this.topicName = topicName;
    this.cleanupPolicy = cleanupPolicy;
  }

  /** Default name of the topic in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** Whether Kafka deletes old records of the topic rather than compacting it. */
  public boolean deletes() {
    return cleanupPolicy.equals("delete");
  }

  /**
   * Settings to create the topic with.
   *
   * @param retention how long records are kept, by arrival time; ignored for a compacted topic
   */
  public Map<String, String> configs(Duration retention) {
    return deletes()
        ? Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()))
        : Map.of("cleanup.policy", "compact");
  }

  /** The five topics in the order of the data flow. */
  public static List<Topics> inOrder() {
    return List.of(values());
  }
}
