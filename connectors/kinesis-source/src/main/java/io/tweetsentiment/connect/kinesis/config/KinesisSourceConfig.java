package io.tweetsentiment.connect.kinesis.config;

import io.tweetsentiment.connect.kinesis.shards.Position;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The configuration of the source. Keys that Confluent's Kinesis source also has mean the same
 * here.
 */
public final class KinesisSourceConfig extends AbstractConfig {

  public static final ConfigDef CONFIG_DEF = definition();

  /** Key of the class that provides the credentials. */
  public static final String CREDENTIALS_PROVIDER = ConnectionKeys.CREDENTIALS_PROVIDER;

  /** Key of the role to assume. */
  public static final String ROLE_ARN = ConnectionKeys.ROLE_ARN;

  /** Property of a task: the ARN of the consumer that the connector registered. */
  public static final String CONSUMER_ARN = "task.consumer.arn";

  private static final int LONGEST_CONSUMER_NAME = 128;

  private final Pattern shards;

  public KinesisSourceConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    ForeignKeys.refuse(originals);
    shards = Pattern.compile(getString(StreamKeys.SHARD_ID));
    if (accessKeyId().isEmpty() != secretAccessKey().isEmpty()) {
      throw new ConfigException(
          ConnectionKeys.ACCESS_KEY_ID
              + " and "
              + ConnectionKeys.SECRET_ACCESS_KEY
              + " must be set together");
    }
    if (oversizeTopic().isPresent() && recordMaxBytes().isEmpty()) {
      throw new ConfigException(
          StreamKeys.OVERSIZE_TOPIC
              + " has no effect without "
              + StreamKeys.MAX_BYTES
              + ", the size from which a record goes there");
    }
    if (position().equals("AT_TIMESTAMP") && getString(StreamKeys.TIMESTAMP).isBlank()) {
      throw new ConfigException(
          StreamKeys.TIMESTAMP
              + " is required by "
              + StreamKeys.POSITION
              + "=AT_TIMESTAMP, for example 2026-01-31T12:00:00Z");
    }
  }

  public String topic() {
    return getString(StreamKeys.TOPIC);
  }

  public String stream() {
    return getString(StreamKeys.STREAM);
  }

  public String region() {
    return getString(StreamKeys.REGION).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The regular expression that the ids of the shards to read match. */
  public String shardPattern() {
    return shards.pattern();
  }

  public boolean reads(String shard) {
    return shards.matcher(shard).matches();
  }

  /** Whether the position is LATEST, which {@link #start} turns into a time. */
  public boolean latest() {
    return position().equals("LATEST");
  }

  /** Returns where to start reading a shard without a committed offset. */
  public Position start(Instant connectorStart) {
    return switch (position()) {
      case "LATEST" -> new Position.Since(connectorStart);
      case "AT_TIMESTAMP" -> new Position.Since(Validators.time(getString(StreamKeys.TIMESTAMP)));
      default -> new Position.TrimHorizon();
    };
  }

  public int recordLimit() {
    return getInt(StreamKeys.RECORD_LIMIT);
  }

  /** Whether records that the Kinesis Producer Library aggregated are split. */
  public boolean deaggregates() {
    return getBoolean(StreamKeys.DEAGGREGATION);
  }

  /** Whether records are pushed by enhanced fan-out, if the stream has a place for a consumer. */
  public boolean fansOut() {
    return getString(StreamKeys.READ_MODE).equalsIgnoreCase("fanout");
  }

  /** The name of the consumer of enhanced fan-out. */
  public String consumerName() {
    return text(StreamKeys.CONSUMER_NAME)
        .orElseGet(
            () -> {
              String connector = originalsStrings().getOrDefault("name", "kinesis-source");
              String name = "kafka-connect-" + connector.replaceAll("[^a-zA-Z0-9_.-]", "-");
              return name.substring(0, Math.min(name.length(), LONGEST_CONSUMER_NAME));
            });
  }

  /** The ARN of the registered consumer in the configuration of a task; empty if it polls. */
  public Optional<String> consumerArn() {
    return Optional.ofNullable(originalsStrings().get(CONSUMER_ARN));
  }

  /** The most bytes of data and partition key of a record; empty if all are sent to the topic. */
  public Optional<Integer> recordMaxBytes() {
    return Optional.of(getInt(StreamKeys.MAX_BYTES)).filter(bytes -> bytes > 0);
  }

  /** The dead letter topic for larger records; empty if they fail the task. */
  public Optional<String> oversizeTopic() {
    return text(StreamKeys.OVERSIZE_TOPIC);
  }

  public BackoffSettings backoff() {
    return new BackoffSettings(
        millis(ReadRateKeys.CATCH_UP_INTERVAL),
        millis(ReadRateKeys.POLL_INTERVAL),
        millis(ReadRateKeys.EMPTY_BACKOFF),
        millis(ReadRateKeys.THROTTLED_BACKOFF),
        millis(ReadRateKeys.RETRY_TIMEOUT));
  }

  /** The most reads of a shard per second; 0 for no limit. */
  public int callsPerSecond() {
    return getInt(ReadRateKeys.CALLS_PER_SECOND);
  }

  /** The most bytes per second that are read from a shard; 0 for no limit. */
  public long bytesPerSecond() {
    return getLong(ReadRateKeys.BYTES_PER_SECOND);
  }

  public int fetchThreads() {
    return getInt(ReadRateKeys.FETCH_THREADS);
  }

  public Duration checkInterval() {
    return millis(ReadRateKeys.CHECK_INTERVAL);
  }

  public Optional<String> accessKeyId() {
    return text(ConnectionKeys.ACCESS_KEY_ID);
  }

  public Optional<String> secretAccessKey() {
    return password(ConnectionKeys.SECRET_ACCESS_KEY);
  }

  public String credentialsProvider() {
    return getString(ConnectionKeys.CREDENTIALS_PROVIDER);
  }

  /** The keys for a provider that is {@code Configurable}, without their prefix. */
  public Map<String, Object> credentialsProviderSettings() {
    return originalsWithPrefix(ConnectionKeys.PROVIDER_PREFIX);
  }

  /** The role to assume with the credentials; empty to use them as they are. */
  public Optional<String> roleArn() {
    return text(ConnectionKeys.ROLE_ARN);
  }

  public Optional<String> roleExternalId() {
    return text(ConnectionKeys.ROLE_EXTERNAL_ID);
  }

  public String roleSessionName() {
    return getString(ConnectionKeys.ROLE_SESSION_NAME);
  }

  /**
   * Returns the keys without effect that look like a key of this source, with the key that is
   * probably meant.
   */
  public Map<String, Optional<String>> lookalikes() {
    return ForeignKeys.lookalikes(
        originals().keySet(), CONFIG_DEF.names(), ConnectionKeys.PROVIDER_PREFIX);
  }

  public Optional<URI> baseUrl() {
    return text(ConnectionKeys.BASE_URL).map(URI::create);
  }

  public Optional<URI> proxyUrl() {
    return text(ConnectionKeys.PROXY_URL).map(URI::create).map(Login::removed);
  }

  public Optional<String> proxyUsername() {
    return text(ConnectionKeys.PROXY_USERNAME).or(() -> proxyLogin().flatMap(Login::user));
  }

  public Optional<String> proxyPassword() {
    return password(ConnectionKeys.PROXY_PASSWORD).or(() -> proxyLogin().flatMap(Login::password));
  }

  private Optional<Login> proxyLogin() {
    return text(ConnectionKeys.PROXY_URL).map(URI::create).map(Login::of);
  }

  public List<String> nonProxyHosts() {
    return getList(ConnectionKeys.NON_PROXY_HOSTS);
  }

  private String position() {
    return getString(StreamKeys.POSITION).toUpperCase(Locale.ROOT);
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

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    StreamKeys.define(def);
    ReadRateKeys.define(def);
    ConnectionKeys.define(def);
    return def;
  }
}
