package io.tweetsentiment.connect.kinesis.config;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Keys for how fast shards are read and how long failed calls are retried. */
final class ReadRateKeys {
  static final String EMPTY_BACKOFF = "kinesis.empty.records.backoff.ms";
  static final String POLL_INTERVAL = "kinesis.poll.interval.ms";
  static final String CATCH_UP_INTERVAL = "kinesis.catch.up.interval.ms";
  static final String CALLS_PER_SECOND = "kinesis.shard.calls.per.second";
  static final String BYTES_PER_SECOND = "kinesis.shard.bytes.per.second";
  static final String THROTTLED_BACKOFF = "kinesis.throughput.exceeded.backoff.ms";
  static final String RETRY_TIMEOUT = "kinesis.retry.timeout.ms";
  static final String FETCH_THREADS = "kinesis.fetch.threads";
  static final String CHECK_INTERVAL = "kinesis.shard.sync.interval.ms";

  private ReadRateKeys() {}

  static void define(ConfigDef def) {
    millis(def, EMPTY_BACKOFF, 1000, 1, "Pause after a read that returned no record.");
    millis(
        def,
        POLL_INTERVAL,
        200,
        1,
        "Pause after a read that returned the newest records. A shard allows five reads per second"
            + " for all its readers together.");
    millis(
        def,
        CATCH_UP_INTERVAL,
        0,
        0,
        "Pause after a read that did not reach the newest record. 0 reads as fast as the two limits"
            + " below allow.");
    def.define(
            CALLS_PER_SECOND,
            ConfigDef.Type.INT,
            5,
            Range.between(0, 1000),
            Importance.LOW,
            "Most reads of a shard per second; 0 for no limit. Kinesis allows five for all readers"
                + " of a shard together, so a lower number leaves capacity for others.")
        .define(
            BYTES_PER_SECOND,
            ConfigDef.Type.LONG,
            2L << 20,
            Range.atLeast(0),
            Importance.LOW,
            "Most bytes per second that are read from a shard; 0 for no limit. Kinesis allows 2 MiB"
                + " for all readers of a shard together.");
    millis(
        def,
        THROTTLED_BACKOFF,
        10_000,
        1,
        "Longest pause after a throttled read. The first pause is 250 ms, and each further one in"
            + " a row is twice as long.");
    millis(
        def,
        RETRY_TIMEOUT,
        300_000,
        0,
        "How long network and service errors are retried before the task fails.");
    def.define(
        FETCH_THREADS,
        ConfigDef.Type.INT,
        4,
        Range.between(1, 100),
        Importance.LOW,
        "Number of threads of a task that read its shards ahead. The task holds up to twice as many"
            + " pages in memory, of at most 10 MB each.");
    millis(def, CHECK_INTERVAL, 10_000, 1, "How often the connector looks for new shards.");
  }

  private static void millis(
      ConfigDef def, String key, long byDefault, long least, String documentation) {
    def.define(
        key,
        ConfigDef.Type.LONG,
        byDefault,
        Range.between(least, Duration.ofDays(1).toMillis()),
        Importance.LOW,
        documentation + " Milliseconds.");
  }
}
