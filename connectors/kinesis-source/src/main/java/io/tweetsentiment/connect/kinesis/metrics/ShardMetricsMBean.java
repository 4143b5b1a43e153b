package io.tweetsentiment.connect.kinesis.metrics;

/** The figures of one shard since its task started. */
public interface ShardMetricsMBean {
  /**
   * How far the last page that was read is behind the newest record of the shard, in milliseconds;
   * 0 at the end, -1 before the first page.
   */
  long getMillisBehindLatest();

  /** The records that were passed to Kafka Connect; those of an aggregate count one by one. */
  long getRecords();

  /** The bytes of their data. */
  long getBytes();

  /** The pages that were read, or the events that were received. */
  long getReads();

  /** The calls that Kinesis refused because of a limit. */
  long getThrottles();

  /** How often the shard was opened again: its iterator, or its subscription, had expired. */
  long getRenewals();

  /** Whether records are pushed to the task by enhanced fan-out. */
  boolean isFanOut();
}
