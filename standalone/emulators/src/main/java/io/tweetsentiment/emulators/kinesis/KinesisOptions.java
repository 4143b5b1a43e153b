package io.tweetsentiment.emulators.kinesis;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Options of {@link KinesisEmulator}.
 *
 * @param directory where streams live; one emulator at a time
 * @param port port on 127.0.0.1, 0 for any free one
 * @param iteratorLife time after which a shard iterator expires
 * @param fsync whether a record is on the disk, not only in the page cache, when it is acknowledged
 * @param retention how long records are kept at least, unless a stream sets its own
 * @param shardLimits whether the service's limits per shard hold: writes of 1,000 records and 1 MiB
 *     a second, 5 reads and 2 MiB a second
 * @param failedEntries share (0 to 1) of PutRecords entries that are refused with {@code
 *     ProvisionedThroughputExceededException}
 * @param seed seed of the choice of those entries
 * @param segmentBytes size after which a shard's log begins a new file
 * @param clock source of arrival times
 */
public record KinesisOptions(
    Path directory,
    int port,
    Duration iteratorLife,
    boolean fsync,
    Duration retention,
    boolean shardLimits,
    double failedEntries,
    long seed,
    long segmentBytes,
    Clock clock) {

  /** Largest record, data only, in bytes. */
  static final int MAX_RECORD_BYTES = 1024 * 1024;

  /** A year's retention, iterators of 5 minutes, no limits, no faults, any free port. */
  public static KinesisOptions in(Path directory) {
    return new KinesisOptions(
        directory,
        0,
        Duration.ofMinutes(5),
        false,
        Duration.ofDays(365),
        false,
        0,
        1,
        64L << 20,
        Clock.systemUTC());
  }

  public KinesisOptions withPort(int value) {
    return new KinesisOptions(
        directory,
        value,
        iteratorLife,
        fsync,
        retention,
        shardLimits,
        failedEntries,
        seed,
        segmentBytes,
        clock);
  }

  public KinesisOptions withIteratorLife(Duration value) {
    return new KinesisOptions(
        directory,
        port,
        value,
        fsync,
        retention,
        shardLimits,
        failedEntries,
        seed,
        segmentBytes,
        clock);
  }

  public KinesisOptions withFsync(boolean value) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        value,
        retention,
        shardLimits,
        failedEntries,
        seed,
        segmentBytes,
        clock);
  }

  public KinesisOptions withRetention(Duration value) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        fsync,
        value,
        shardLimits,
        failedEntries,
        seed,
        segmentBytes,
        clock);
  }

  public KinesisOptions withShardLimits(boolean value) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        fsync,
        retention,
        value,
        failedEntries,
        seed,
        segmentBytes,
        clock);
  }

  /** Refuses a share of the entries of PutRecords, chosen by the seed. */
  public KinesisOptions withFailedEntries(double share, long choice) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        fsync,
        retention,
        shardLimits,
        share,
        choice,
        segmentBytes,
        clock);
  }

  public KinesisOptions withSegmentBytes(long value) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        fsync,
        retention,
        shardLimits,
        failedEntries,
        seed,
        value,
        clock);
  }

  public KinesisOptions withClock(Clock value) {
    return new KinesisOptions(
        directory,
        port,
        iteratorLife,
        fsync,
        retention,
        shardLimits,
        failedEntries,
        seed,
        segmentBytes,
        value);
  }
}
