package io.tweetsentiment.emulators.kinesis;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The settings of {@link KinesisEmulator}, parsed, with its clock.
 *
 * @param iteratorLife time after which a shard iterator expires
 * @param fsync whether a record is written to the disk, not only to the page cache, before it is
 *     acknowledged
 * @param retention how long records are kept, unless a stream sets its own
 * @param shardLimits whether the service's limits per shard apply
 * @param failedEntries share, from 0 to 1, of PutRecords entries that are refused
 * @param seed seed of the choice of those entries
 * @param consumers how many consumers a stream can have; 0 without enhanced fan-out
 * @param subscriptionLife time after which a subscription to a shard ends
 * @param segmentBytes size at which a shard's log begins a new file
 * @param clock source of arrival times
 */
record KinesisEmulatorSettings(
    Duration iteratorLife,
    boolean fsync,
    Duration retention,
    boolean shardLimits,
    double failedEntries,
    long seed,
    int consumers,
    Duration subscriptionLife,
    long segmentBytes,
    Clock clock) {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.of("kinesis.iterator.life", "PT5M", "Time after which a shard iterator expires."),
          Setting.of(
              "kinesis.fsync",
              "false",
              "Whether a record is on the disk when it is acknowledged; else it survives a killed"
                  + " process, but not a power failure."),
          Setting.of(
              "kinesis.retention",
              "P365D",
              "Minimum time that records are kept, unless a stream sets its own retention."),
          Setting.of(
              "kinesis.shard.limits",
              "false",
              "Whether the limits per shard of the service apply: writes of 1,000 records and 1"
                  + " MiB a second, 5 reads and 2 MiB a second."),
          Setting.of(
              "kinesis.failed.entries",
              "0",
              "Share (0 to 1) of PutRecords entries that are refused with"
                  + " ProvisionedThroughputExceededException."),
          Setting.of("kinesis.seed", "1", "Seed of the choice of those entries."),
          Setting.of(
              "kinesis.consumers",
              "20",
              "How many consumers of enhanced fan-out a stream can have; 0: the operations do not"
                  + " exist, as at some other endpoints."),
          Setting.of(
              "kinesis.subscription.life",
              "PT5M",
              "Time after which a subscription to a shard ends."),
          Setting.of(
              "kinesis.segment.bytes", "67108864", "Size at which a shard's log begins a file."));

  static KinesisEmulatorSettings from(Settings settings, Clock clock) {
    return new KinesisEmulatorSettings(
        settings.positiveDuration("kinesis.iterator.life"),
        settings.bool("kinesis.fsync"),
        settings.duration("kinesis.retention", Duration.ofHours(1)),
        settings.bool("kinesis.shard.limits"),
        settings.decimal("kinesis.failed.entries", 0, 1),
        settings.number("kinesis.seed", Long.MIN_VALUE),
        settings.integer("kinesis.consumers", 0),
        settings.positiveDuration("kinesis.subscription.life"),
        settings.number("kinesis.segment.bytes", 1),
        clock);
  }
}
