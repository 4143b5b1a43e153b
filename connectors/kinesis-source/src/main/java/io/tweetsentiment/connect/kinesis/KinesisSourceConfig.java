package io.tweetsentiment.connect.kinesis;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Configuration of the connector; the keys are those of Confluent's Kinesis source. */
final class KinesisSourceConfig extends AbstractConfig {

  static final String TOPIC = "kafka.topic";
  static final String STREAM = "kinesis.stream";
  static final String REGION = "kinesis.region";
  static final String SHARD_IDS = "kinesis.shard.id";
  static final String POSITION = "kinesis.position";
  static final String SHARD_TIMESTAMP = "kinesis.shard.timestamp";
  static final String RECORD_LIMIT = "kinesis.record.limit";
  static final String EMPTY_BACKOFF = "kinesis.empty.records.backoff.ms";
  static final String THROTTLED_BACKOFF = "kinesis.throughput.exceeded.backoff.ms";
  static final String READ_INTERVAL = "kinesis.read.interval.ms";
  static final String SHARD_SYNC_INTERVAL = "kinesis.shard.sync.interval.ms";
  static final String DEAGGREGATION = "kinesis.record.deaggregation.enable";
  static final String ACCESS_KEY = "aws.access.key.id";
  static final String SECRET_KEY = "aws.secret.key.id";
  static final String CREDENTIALS_PROVIDER = "kinesis.credentials.provider.class";
  static final String ENDPOINT = "kinesis.base.url";
  static final String PROXY = "kinesis.proxy.url";
  static final String PROXY_USERNAME = "kinesis.proxy.username";
  static final String PROXY_PASSWORD = "kinesis.proxy.password";

  private static final int GREATEST_LIMIT = 10_000;

  static final ConfigDef CONFIG_DEF =
      new ConfigDef()
          .define(
              TOPIC,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Kafka topic to write to.")
          .define(
              STREAM,
              Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Kinesis stream to read.")
          .define(
              REGION,
              Type.STRING,
              "us-east-1",
              Importance.HIGH,
              "AWS region of the stream, such as us-east-1 (US_EAST_1 means the same).")
          .define(
              SHARD_IDS,
              Type.STRING,
              ".*",
              KinesisSourceConfig::checkPattern,
              Importance.MEDIUM,
              "Regular expression of the shard ids to read.")
          .define(
              POSITION,
              Type.STRING,
              "TRIM_HORIZON",
              ConfigDef.CaseInsensitiveValidString.in("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"),
              Importance.MEDIUM,
              "Where a shard without a stored offset is read from. A shard that a split or merge made"
                  + " is always read from its start.")
          .define(
              SHARD_TIMESTAMP,
              Type.STRING,
              "",
              KinesisSourceConfig::checkTimestamp,
              Importance.LOW,
              "Time to start from with AT_TIMESTAMP: ISO-8601, or milliseconds since the epoch.")
          .define(
              RECORD_LIMIT,
              Type.INT,
              500,
              Range.between(1, GREATEST_LIMIT),
              Importance.MEDIUM,
              "Most records of one read.")
          .define(
              EMPTY_BACKOFF,
              Type.LONG,
              1_000L,
              Range.atLeast(0),
              Importance.MEDIUM,
              "Milliseconds between two reads of a shard that has nothing new.")
          .define(
              THROTTLED_BACKOFF,
              Type.LONG,
              10_000L,
              Range.atLeast(0),
              Importance.MEDIUM,
              "Milliseconds to leave a shard alone after Kinesis refused a read for its rate.")
          .define(
              READ_INTERVAL,
              Type.LONG,
              200L,
              Range.atLeast(0),
              Importance.LOW,
              "Milliseconds between two reads of a shard that has more; Kinesis allows five reads a"
                  + " second and shard, all its consumers together.")
          .define(
              SHARD_SYNC_INTERVAL,
              Type.LONG,
              60_000L,
              Range.atLeast(100),
              Importance.LOW,
              "Milliseconds between two looks for split and merged shards.")
          .define(
              DEAGGREGATION,
              Type.BOOLEAN,
              false,
              (key, value) -> {
                if (Boolean.TRUE.equals(value)) {
                  throw new ConfigException(
                      key, value, "records of the KPL are not de-aggregated; put single records");
                }
              },
              Importance.LOW,
              "Records that the KPL aggregated are not taken apart: only false is accepted.")
          .define(
              ACCESS_KEY,
              Type.STRING,
              "",
              Importance.MEDIUM,
              "AWS access key id; empty: the credentials provider is asked.")
          .define(
              SECRET_KEY,
              Type.PASSWORD,
              "",
              Importance.MEDIUM,
              "AWS secret access key; goes with the access key id.")
          .define(
              CREDENTIALS_PROVIDER,
              Type.CLASS,
              DefaultCredentialsProvider.class,
              Importance.LOW,
              "Credentials provider of the AWS SDK for Java 2.")
          .define(
              ENDPOINT,
              Type.STRING,
              "",
              Importance.LOW,
              "Address of a Kinesis endpoint other than the region's own.")
          .define(PROXY, Type.STRING, "", Importance.LOW, "Address of an HTTP proxy.")
          .define(PROXY_USERNAME, Type.STRING, "", Importance.LOW, "User of the proxy.")
          .define(PROXY_PASSWORD, Type.PASSWORD, "", Importance.LOW, "Password of the proxy.");

  KinesisSourceConfig(Map<String, String> properties) {
    super(CONFIG_DEF, properties);
    if (accessKey().isPresent() && secretKey().isEmpty()) {
      throw new ConfigException(SECRET_KEY + " is not set, " + ACCESS_KEY + " is: set both.");
    }
    if (InitialPosition.kind(getString(POSITION)) == InitialPosition.Kind.AT_TIMESTAMP
        && getString(SHARD_TIMESTAMP).isBlank()) {
      throw new ConfigException(
          SHARD_TIMESTAMP + " is not set; " + POSITION + " = AT_TIMESTAMP needs it.");
    }
  }

  String topic() {
    return getString(TOPIC);
  }

  String stream() {
    return getString(STREAM);
  }

  String region() {
    return getString(REGION).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Pattern shardIds() {
    return Pattern.compile(getString(SHARD_IDS));
  }

  InitialPosition position() {
    InitialPosition.Kind kind = InitialPosition.kind(getString(POSITION));
    return new InitialPosition(
        kind,
        kind == InitialPosition.Kind.AT_TIMESTAMP
            ? Optional.of(timestamp(getString(SHARD_TIMESTAMP)))
            : Optional.empty());
  }

  int recordLimit() {
    return getInt(RECORD_LIMIT);
  }

  ReadPace pace() {
    return new ReadPace(
        Duration.ofMillis(getLong(READ_INTERVAL)),
        Duration.ofMillis(getLong(EMPTY_BACKOFF)),
        Duration.ofMillis(getLong(THROTTLED_BACKOFF)));
  }

  Duration shardSyncInterval() {
    return Duration.ofMillis(getLong(SHARD_SYNC_INTERVAL));
  }

  Optional<String> accessKey() {
    return text(ACCESS_KEY);
  }

  String secretKey() {
    return getPassword(SECRET_KEY).value();
  }

  Class<?> credentialsProvider() {
    return getClass(CREDENTIALS_PROVIDER);
  }

  Optional<String> endpoint() {
    return text(ENDPOINT);
  }

  Optional<URI> proxy() {
    return text(PROXY).map(URI::create);
  }

  Optional<String> proxyUsername() {
    return text(PROXY_USERNAME);
  }

  Optional<String> proxyPassword() {
    return Optional.of(getPassword(PROXY_PASSWORD)).map(Password::value).filter(p -> !p.isEmpty());
  }

  private Optional<String> text(String key) {
    return Optional.of(getString(key)).filter(value -> !value.isBlank());
  }

  private static void checkPattern(String key, Object value) {
    try {
      Pattern.compile((String) value);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(key, value, "is no regular expression: " + e.getDescription());
    }
  }

  private static void checkTimestamp(String key, Object value) {
    if (!((String) value).isBlank()) {
      try {
        timestamp((String) value);
      } catch (DateTimeParseException e) {
        throw new ConfigException(
            key, value, "takes ISO-8601, such as 2020-10-21T00:00:00Z, or milliseconds");
      }
    }
  }

  private static Instant timestamp(String text) {
    return text.chars().allMatch(Character::isDigit)
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : Instant.parse(text);
  }
}
