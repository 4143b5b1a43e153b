package io.tweetsentiment.connect.s3.partitioner;

import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Determines the path of a record in the bucket. The path must depend on the record only: a record
 * that is read again is looked up at its path. A class of a user that implements it needs a public
 * constructor without arguments; if it is a {@code Configurable}, it gets the connector's
 * configuration. Threading: owned by the task thread.
 */
public interface Partitioner {
  /**
   * Returns the path below the topic's folder; it may be empty.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the path cannot be determined
   */
  String path(SinkRecord record);

  /**
   * Returns the time of a record in milliseconds since the epoch; empty if the partitioner does not
   * use time.
   */
  default OptionalLong timestamp(SinkRecord record) {
    return OptionalLong.empty();
  }
}
