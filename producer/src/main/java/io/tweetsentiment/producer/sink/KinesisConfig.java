package io.tweetsentiment.producer.sink;

import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Configuration of the sink.
 *
 * @param stream name of the Kinesis stream
 * @param endpoint address to use instead of the region's own
 * @param region AWS region; empty: as the SDK finds it
 * @param limits sizes that Kinesis accepts
 */
public record KinesisConfig(
    String stream,
    Optional<URI> endpoint,
    Optional<String> region,
    BatchLimits limits,
    Duration timeout,
    RetryPolicy backoff) {

  /** A shorter time-out would only ever fail. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("kinesis.stream", "tweets", "Name of the Kinesis stream."),
          Setting.of(
              "kinesis.batch.records", "500", "Maximum number of records in one PutRecords."),
          Setting.of(
              "kinesis.batch.bytes",
              "5242880",
              "Maximum bytes of one PutRecords, including the keys."),
          Setting.of(
              "kinesis.record.bytes",
              "1048576",
              "Maximum bytes of one record, including its key. Of a larger record the beginning is"
                  + " sent, to be dead-lettered, and it is counted as oversize."),
          Setting.of("kinesis.timeout", "PT10S", "Time limit for one PutRecords."),
          Setting.of(
              "kinesis.attempts",
              "10",
              "Number of PutRecords in a row that acknowledge nothing after which the run fails."),
          Setting.of(
              "kinesis.backoff.base", "PT0.1S", "Upper bound of the wait after the first failure."),
          Setting.of("kinesis.backoff.max", "PT10S", "Upper bound of every wait."),
          Setting.optional("aws.endpoint", "Address of Kinesis; unset: the region's own."),
          Setting.optional("aws.region", "AWS region; unset: as the AWS SDK finds it."));

  public static KinesisConfig from(Settings settings) {
    return new KinesisConfig(
        settings.string("kinesis.stream"),
        settings.optional("aws.endpoint").map(text -> settings.address("aws.endpoint")),
        settings.optional("aws.region"),
        new BatchLimits(
            settings.integer("kinesis.batch.records", 1),
            settings.integer("kinesis.batch.bytes", Envelopes.SHORTEST_LIMIT),
            settings.integer("kinesis.record.bytes", Envelopes.SHORTEST_LIMIT)),
        settings.duration("kinesis.timeout", SHORTEST_TIMEOUT),
        RetryPolicy.from(settings, "kinesis"));
  }
}
