package io.tweetsentiment.connect.kinesis.shards;

import java.time.Instant;

/** From where a shard is read. */
public sealed interface Position {

  /** From the oldest record that the stream keeps. */
  record TrimHorizon() implements Position {}

  /**
   * From the first record that arrived at an instant or later. LATEST is this with the instant of
   * the connector's start: an iterator that expires before the first record loses nothing.
   */
  record Since(Instant arrival) implements Position {}

  /** After a record that was read. */
  record After(String sequenceNumber) implements Position {}
}
