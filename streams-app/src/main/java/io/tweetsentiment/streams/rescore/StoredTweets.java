package io.tweetsentiment.streams.rescore;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The raw tweets and the sentiments that exist, by partition: all records of a tweet are in one
 * partition of each topic, so one partition at a time is enough.
 */
public interface StoredTweets extends AutoCloseable {

  /**
   * A raw tweet.
   *
   * @param arrived arrival time in the raw topic, milliseconds since the epoch; absent when unknown
   */
  record Raw(Tweet tweet, OptionalLong arrived) {}

  /** Number of partitions. */
  int partitions();

  /** Reads the raw tweets of a partition; each call returns the same ones. */
  void tweets(int partition, Consumer<Raw> each);

  /** Reads the sentiments of a partition. */
  void sentiments(int partition, Consumer<TweetSentiment> each);

  @Override
  void close();
}
