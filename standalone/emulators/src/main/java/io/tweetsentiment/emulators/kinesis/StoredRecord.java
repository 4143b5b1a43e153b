package io.tweetsentiment.emulators.kinesis;

/**
 * A record as it lies in a shard.
 *
 * @param counter place in the shard, from 1
 * @param arrivedAt epoch milliseconds, never falling within a shard
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StoredRecord(long counter, long arrivedAt, String partitionKey, byte[] data) {

  /** Largest record, data only, in bytes. */
  static final int MAX_BYTES = 1024 * 1024;
}
