package io.tweetsentiment.emulators.kinesis;

/**
 * A record as it is stored in a shard.
 *
 * @param counter position in the shard, from 1
 * @param arrivedAt epoch milliseconds; never decreases within a shard
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StoredRecord(long counter, long arrivedAt, String partitionKey, byte[] data) {

  /** Maximum size of the data of a record in bytes. */
  static final int MAX_BYTES = 1024 * 1024;
}
