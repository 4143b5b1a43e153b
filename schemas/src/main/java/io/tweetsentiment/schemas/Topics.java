package io.tweetsentiment.schemas;

import java.time.Duration;
import java.util.HashMap;
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

  /**
   * The most bytes of a record of {@link #RAW}, with its headers: Kinesis takes data of 1 MiB,
   * which is more than Kafka takes unless it is told so.
   */
  public static final int LARGEST_RAW_BYTES = 2 << 20;

  /**
   * The most bytes of a dead letter: a record of {@link #RAW} and the headers that say what is
   * wrong with it.
   */
  public static final int LARGEST_DEAD_LETTER_BYTES = 4 << 20;

  private static final String MOST_BYTES = "max.message.bytes";

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
    Map<String, String> configs = new HashMap<>(Map.of("cleanup.policy", cleanupPolicy));
    if (deletes()) {
      configs.put("retention.ms", Long.toString(retention.toMillis()));
    }
    if (this == RAW) {
      configs.put(MOST_BYTES, Integer.toString(LARGEST_RAW_BYTES));
    } else if (this == DLQ) {
      configs.putAll(deadLetterConfigs());
    }
    return Map.copyOf(configs);
  }

  /** Settings to create {@link #CONNECT_DLQ} with. */
  public static Map<String, String> deadLetterConfigs() {
    return Map.of(MOST_BYTES, Integer.toString(LARGEST_DEAD_LETTER_BYTES));
  }

  /** The five topics in the order of the data flow. */
  public static List<Topics> inOrder() {
    return List.of(values());
  }
}
