package io.tweetsentiment.connect.kinesis;

import java.time.Duration;

/**
 * Spaces the reads of a shard so that Kinesis does not have to refuse one: by default it allows
 * five calls and 2 MiB a second for each shard, and no call for up to five seconds after one of 10
 * MiB. Pure.
 *
 * @param callsPerSecond 0 for no limit
 * @param bytesPerSecond 0 for no limit
 */
record ShardPace(int callsPerSecond, long bytesPerSecond) {
  private static final long NANOS = 1_000_000_000;

  /** What a record counts in addition to its data and key. */
  private static final int RECORD_OVERHEAD = 100;

  /**
   * Returns the shortest time from the beginning of a read to the beginning of the next.
   *
   * @param page what the read returned
   */
  Duration interval(FetchedRecords page) {
    long nanos = callsPerSecond == 0 ? 0 : NANOS / callsPerSecond;
    if (bytesPerSecond > 0) {
      nanos = Math.max(nanos, (long) ((double) bytes(page) * NANOS / bytesPerSecond));
    }
    return Duration.ofNanos(nanos);
  }

  private static long bytes(FetchedRecords page) {
    long bytes = 0;
    for (var record : page.records()) {
      bytes += record.data().asByteArrayUnsafe().length + record.partitionKey().length();
      bytes += RECORD_OVERHEAD;
    }
    return bytes;
  }
}
