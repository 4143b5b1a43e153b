package io.tweetsentiment.producer.sink;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the records of a run go.
 *
 * @param file of the sink file
 * @param kafka properties of Kafka's client
 */
public record SinkConfig(Kind kind, Path file, Map<String, String> kafka) {

  /** Prefix of the properties of Kafka's client. */
  public static final String KAFKA = "kafka.";

  private static final String SERVERS = "bootstrap.servers";

  /** The broker's default limit is for a batch, which adds some bytes to its record. */
  private static final int MOST_OF_KAFKA = 1_000_000;

  /** Kinds of sinks. */
  public enum Kind {
    /** A Kinesis stream. */
    KINESIS,
    /** A Kafka topic. */
    KAFKA,
    /** A file of JSON lines. */
    FILE,
    /** JSON lines on the standard output. */
    STDOUT
  }

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "sink",
              "kinesis",
              "Where the records go: kinesis, kafka (the topic raw.topic), file or stdout (lines of"
                  + " JSON) (--sink)."),
          Setting.of("sink.file", "data/ingest/tweets.jsonl", "File of the sink file."),
          Setting.optional(
              "kafka.bootstrap.servers",
              "Brokers of the sink kafka; further kafka. keys are properties of Kafka's client."));

  public SinkConfig {
    kafka = Map.copyOf(kafka);
  }

  public static SinkConfig from(Settings settings) {
    return new SinkConfig(
        Kind.valueOf(
            settings
                .choice("sink", List.of("kinesis", "kafka", "file", "stdout"))
                .toUpperCase(Locale.ROOT)),
        Path.of(settings.string("sink.file")),
        settings.below(KAFKA));
  }

  /** Whether records are lines of JSON instead of Avro. */
  public boolean json() {
    return kind == Kind.FILE || kind == Kind.STDOUT;
  }

  /**
   * What one call and one record of the sink may contain.
   *
   * @param kinesis the limits of Kinesis
   */
  public BatchLimits limits(BatchLimits kinesis) {
    return switch (kind) {
      case KINESIS -> kinesis;
      case KAFKA ->
          new BatchLimits(
              kinesis.records(), kinesis.bytes(), Math.min(kinesis.recordBytes(), MOST_OF_KAFKA));
      case FILE, STDOUT -> new BatchLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    };
  }

  /**
   * Properties of Kafka's client.
   *
   * @throws SettingsException when the brokers are missing
   */
  public Map<String, Object> producer() {
    if (kafka.getOrDefault(SERVERS, "").isBlank()) {
      throw new SettingsException(
          "kafka.bootstrap.servers is not set; the sink kafka needs it, such as localhost:9092.");
    }
    Map<String, Object> properties = new HashMap<>(Map.of("acks", "all", "linger.ms", "5"));
    properties.putAll(kafka);
    properties.put("enable.idempotence", "true");
    return properties;
  }

  /** Without the properties, which may contain passwords. */
  @Override
  public String toString() {
    return "SinkConfig[kind=" + kind + ", file=" + file + "]";
  }
}
