package io.tweetsentiment.connect.kinesis.shards;

import java.time.Instant;

/** The position from which a shard is read. */
public sealed interface Position {

  /** Before the oldest record that the stream keeps. */
  record TrimHorizon() implements Position {}

  /**
   * Before the first record that arrived at or after an instant. LATEST is this position with the
   * instant of the connector's start, so no record is lost if an iterator expires before the first
   * record.
   */
  record Since(Instant arrival) implements Position {}

  /** After a record that was read, given by its sequence number. */
  record After(String sequenceNumber) implements Position {}

  /**
   * Inside a record that the Kinesis Producer Library aggregated, after one of the records in it.
   *
   * @param subSequenceNumber place of the last record that was read, from 0 on; -1 if none was read
   */
  record Within(String sequenceNumber, int subSequenceNumber) implements Position {}
}
