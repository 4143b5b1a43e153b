package io.tweetsentiment.connect.s3;

import org.apache.kafka.connect.sink.SinkRecord;

/** {@code partition=<kafka partition>}. */
record DefaultPartitioner() implements Partitioner {
  @Override
  public String path(SinkRecord record) {
    return "partition=" + record.kafkaPartition();
  }
}
