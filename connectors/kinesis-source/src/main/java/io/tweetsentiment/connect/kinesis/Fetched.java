package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What one attempt to read a shard came to. */
sealed interface Fetched {

  /**
   * Records, or none.
   *
   * @param records in the order of the shard
   * @param pause time to leave the shard alone
   */
  record Records(List<Record> records, Duration pause) implements Fetched {}

  /** The shard is closed and read to its end. */
  record End() implements Fetched {}

  /**
   * The shard cannot be read, and trying again does not help.
   *
   * @param cause why, in words for the operator
   */
  record Failed(RuntimeException cause) implements Fetched {}
}
