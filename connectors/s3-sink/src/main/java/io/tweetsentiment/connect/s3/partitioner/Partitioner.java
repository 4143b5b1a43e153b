package io.tweetsentiment.connect.s3.partitioner;

import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gives a record its path in the bucket. */
public interface Partitioner {
  /**
   * The path below the topic's folder; may be empty.
   *
   * @throws org.apache.kafka.connect.errors.DataException when the record has no path
   */
  String path(SinkRecord record);

  /** Time of a record in milliseconds since the epoch; empty when the partitioner knows none. */
  default OptionalLong timestamp(SinkRecord record) {
    return OptionalLong.empty();
  }
}
