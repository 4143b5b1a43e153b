package io.tweetsentiment.connect.s3.partitioner;

import org.apache.kafka.connect.sink.SinkRecord;

/** Partitions by Kafka partition: {@code partition=<kafka partition>}. */
public record DefaultPartitioner() implements Partitioner {
  @Override
  public String path(SinkRecord record) {
    return "partition=" + record.kafkaPartition();
  }
}
