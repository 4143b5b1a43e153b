package io.tweetsentiment.connect.kinesis;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Keys, defaults and checks; the keys are those of Confluent's Kinesis source where they mean the
 * same.
 */
final class KinesisSourceConfig extends AbstractConfig {
  static final String TOPIC = "kafka.topic";
  static final String STREAM = "kinesis.stream";
  static final String REGION = "kinesis.region";
  static final String SHARD_ID = "kinesis.shard.id";
  static final String POSITION = "kinesis.position";
  static final String TIMESTAMP = "kinesis.shard.timestamp";
  static final String RECORD_LIMIT = "kinesis.record.limit";
  static final String EMPTY_BACKOFF = "kinesis.empty.records.backoff.ms";
  static final String POLL_INTERVAL = "kinesis.poll.interval.ms";
  static final String CATCH_UP_INTERVAL = "kinesis.catch.up.interval.ms";
  static final String THROTTLED_BACKOFF = "kinesis.throughput.exceeded.backoff.ms";
  static final String RETRY_TIMEOUT = "kinesis.retry.timeout.ms";
  static final String FETCH_THREADS = "kinesis.fetch.threads";
  static final String CHECK_INTERVAL = "kinesis.shard.sync.interval.ms";
  static final String DEAGGREGATION = "kinesis.record.deaggregation.enable";
  static final String ACCESS_KEY_ID = "aws.access.key.id";
  static final String SECRET_ACCESS_KEY = "aws.secret.key.id";
  static final String CREDENTIALS_PROVIDER = "kinesis.credentials.provider.class";
  static final String BASE_URL = "kinesis.base.url";
  static final String PROXY_URL = "kinesis.proxy.url";
  static final String PROXY_USERNAME = "kinesis.proxy.username";
  static final String PROXY_PASSWORD = "kinesis.proxy.password";
  static final String NON_PROXY_HOSTS = "kinesis.non.proxy.hosts";

  static final ConfigDef CONFIG_DEF = definition();

  private final Pattern shards;

  KinesisSourceConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    shards = Pattern.compile(getString(SHARD_ID));
    if (accessKeyId().isEmpty() != secretAccessKey().isEmpty()) {
      throw new ConfigException(ACCESS_KEY_ID + " and " + SECRET_ACCESS_KEY + " go together");
    }
    if (position().equals("AT_TIMESTAMP") && getString(TIMESTAMP).isBlank()) {
      throw new ConfigException(
          TIMESTAMP + " is required by " + POSITION + "=AT_TIMESTAMP, e.g. 2026-01-31T12:00:00Z");
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

  boolean reads(String shard) {
    return shards.matcher(shard).matches();
  }

  /** Whether LATEST is asked for, which {@link #start} turns into a time. */
  boolean latest() {
    return position().equals("LATEST");
  }

  /** Where shards start of which nothing is known. */
  Position start(Instant connectorStart) {
    return switch (position()) {
      case "LATEST" -> new Position.Since(connectorStart);
      case "AT_TIMESTAMP" -> new Position.Since(time(getString(TIMESTAMP)));
      default -> new Position.TrimHorizon();
    };
  }

  int recordLimit() {
    return getInt(RECORD_LIMIT);
  }

  Pace.Settings pace() {
    return new Pace.Settings(
        millis(CATCH_UP_INTERVAL),
        millis(POLL_INTERVAL),
        millis(EMPTY_BACKOFF),
        millis(THROTTLED_BACKOFF),
        millis(RETRY_TIMEOUT));
  }

  int fetchThreads() {
    return getInt(FETCH_THREADS);
  }

  Duration checkInterval() {
    return millis(CHECK_INTERVAL);
  }

  Optional<String> accessKeyId() {
    return text(ACCESS_KEY_ID);
  }

  Optional<String> secretAccessKey() {
    return password(SECRET_ACCESS_KEY);
  }

  String credentialsProvider() {
    return getString(CREDENTIALS_PROVIDER);
  }

  Optional<URI> baseUrl() {
    return text(BASE_URL).map(URI::create);
  }

  Optional<URI> proxyUrl() {
    return text(PROXY_URL).map(URI::create);
  }

  Optional<String> proxyUsername() {
    return text(PROXY_USERNAME);
  }

  Optional<String> proxyPassword() {
    return password(PROXY_PASSWORD);
  }

  List<String> nonProxyHosts() {
    return getList(NON_PROXY_HOSTS);
  }

  private String position() {
    return getString(POSITION).toUpperCase(Locale.ROOT);
  }

  private Duration millis(String key) {
    return Duration.ofMillis(getLong(key));
  }

  private Optional<String> text(String key) {
    return Optional.of(getString(key)).filter(text -> !text.isBlank());
  }

  private Optional<String> password(String key) {
    return Optional.of(getPassword(key)).map(Password::value).filter(text -> !text.isBlank());
  }

  private static Instant time(String text) {
    return text.matches("\\d+")
        ? Instant.ofEpochMilli(Long.parseLong(text))
        : OffsetDateTime.parse(text).toInstant();
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    defineWhat(def);
    definePace(def);
    defineAccess(def);
    return def;
  }

  private static void defineWhat(ConfigDef def) {
    def.define(
            TOPIC,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Kafka topic that the records go to.")
        .define(
            STREAM,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new NonEmptyString(),
            Importance.HIGH,
            "Kinesis stream to read.")
        .define(
            REGION,
            ConfigDef.Type.STRING,
            "US_EAST_1",
            new NonEmptyString(),
            Importance.HIGH,
            "Region of the stream, also as us-east-1.")
        .define(
            SHARD_ID,
            ConfigDef.Type.STRING,
            ".*",
            check(KinesisSourceConfig::checkPattern),
            Importance.MEDIUM,
            "Regular expression that the ids of the shards to read match as a whole.")
        .define(
            POSITION,
            ConfigDef.Type.STRING,
            "TRIM_HORIZON",
            ConfigDef.CaseInsensitiveValidString.in("TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"),
            Importance.MEDIUM,
            "Where a shard starts of which nothing is committed: TRIM_HORIZON for the oldest record,"
                + " LATEST for what arrives after the connector's start, AT_TIMESTAMP.")
        .define(
            TIMESTAMP,
            ConfigDef.Type.STRING,
            "",
            check(KinesisSourceConfig::checkTime),
            Importance.MEDIUM,
            "Arrival time from which AT_TIMESTAMP reads, e.g. 2026-01-31T12:00:00Z; also in"
                + " milliseconds since the epoch.")
        .define(
            RECORD_LIMIT,
            ConfigDef.Type.INT,
            500,
            Range.between(1, 10_000),
            Importance.MEDIUM,
            "Most records of one read of a shard.")
        .define(
            DEAGGREGATION,
            ConfigDef.Type.BOOLEAN,
            false,
            check(KinesisSourceConfig::checkDeaggregation),
            Importance.LOW,
            "Must be false: records that the Kinesis Producer Library aggregated are not taken"
                + " apart.");
  }

  private static void definePace(ConfigDef def) {
    millis(def, EMPTY_BACKOFF, 1000, 1, "Pause after a read that found no record.");
    millis(
        def,
        POLL_INTERVAL,
        200,
        1,
        "Pause after a read that found the newest records. A shard allows five reads a second, of"
            + " all its readers together.");
    millis(
        def,
        CATCH_UP_INTERVAL,
        0,
        0,
        "Pause after a read that did not reach the newest record. 0 reads as fast as Kinesis"
            + " allows; 250 leaves room for other readers.");
    millis(
        def,
        THROTTLED_BACKOFF,
        10_000,
        1,
        "Longest pause after a read beyond the limits of the shard; the first is 250 ms, each"
            + " further one in a row is twice as long.");
    millis(
        def,
        RETRY_TIMEOUT,
        300_000,
        0,
        "How long errors of network and service are retried before the task fails.");
    def.define(
        FETCH_THREADS,
        ConfigDef.Type.INT,
        4,
        Range.between(1, 100),
        Importance.LOW,
        "Threads of a task that read its shards ahead. Up to twice as many pages of at most 10 MB"
            + " each lie in memory.");
    millis(def, CHECK_INTERVAL, 10_000, 1, "How often the connector looks for new shards.");
  }

  private static void defineAccess(ConfigDef def) {
    def.define(
            ACCESS_KEY_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.HIGH,
            "Access key; empty to use the credentials provider.")
        .define(
            SECRET_ACCESS_KEY,
            ConfigDef.Type.PASSWORD,
            "",
            Importance.HIGH,
            "Secret of the access key.")
        .define(
            CREDENTIALS_PROVIDER,
            ConfigDef.Type.STRING,
            "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
            new NonEmptyString(),
            Importance.LOW,
            "AwsCredentialsProvider of AWS SDK 2, used without an access key. It has a static"
                + " create() or a constructor without arguments.")
        .define(
            BASE_URL,
            ConfigDef.Type.STRING,
            "",
            check(KinesisSourceConfig::checkUrl),
            Importance.LOW,
            "Address of a local Kinesis, e.g. http://localhost:4567; empty for AWS.")
        .define(
            PROXY_URL,
            ConfigDef.Type.STRING,
            "",
            check(KinesisSourceConfig::checkUrl),
            Importance.LOW,
            "Address of an HTTP proxy, e.g. http://proxy:3128.")
        .define(PROXY_USERNAME, ConfigDef.Type.STRING, "", Importance.LOW, "User for the proxy.")
        .define(
            PROXY_PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.LOW, "Password for the proxy.")
        .define(
            NON_PROXY_HOSTS,
            ConfigDef.Type.LIST,
            List.of(),
            ConfigDef.ValidList.anyNonDuplicateValues(true, false),
            Importance.LOW,
            "Hosts that are reached without the proxy.");
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

  private interface Check {
    void check(String key, Object value);
  }

  private static ConfigDef.Validator check(Check check) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value != null && !value.toString().isBlank()) {
            check.check(key, value);
          }
        },
        () -> "");
  }

  private static void checkPattern(String key, Object value) {
    try {
      Pattern.compile(value.toString());
    } catch (PatternSyntaxException e) {
      throw new ConfigException(key, value, "is no regular expression: " + e.getDescription());
    }
  }

  private static void checkTime(String key, Object value) {
    Instant time;
    try {
      time = time(value.toString());
    } catch (DateTimeException | NumberFormatException e) {
      throw new ConfigException(
          key, value, "must be a time with an offset such as 2026-01-31T12:00:00Z");
    }
    if (time.isAfter(Instant.now())) {
      throw new ConfigException(key, value, "must not be in the future; use LATEST");
    }
  }

  private static void checkUrl(String key, Object value) {
    try {
      URI url = URI.create(value.toString());
      if (url.getScheme() != null && url.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, "must be an address: " + e.getMessage());
    }
    throw new ConfigException(key, value, "must be an address such as http://localhost:4567");
  }

  private static void checkDeaggregation(String key, Object value) {
    if (Boolean.TRUE.equals(value)) {
      throw new ConfigException(
          key,
          value,
          "is not supported. Set it to false and switch the aggregation of the Kinesis Producer"
              + " Library off (AggregationEnabled=false)");
    }
  }
}
