package io.tweetsentiment.connect.kinesis;

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
 * Keys, defaults and checks; the keys are those of Confluent's Kinesis source where they mean the
 * same.
 */
final class KinesisSourceConfig extends AbstractConfig {

  static final ConfigDef CONFIG_DEF = definition();

  private final Pattern shards;

  KinesisSourceConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    shards = Pattern.compile(getString(StreamKeys.SHARD_ID));
    if (accessKeyId().isEmpty() != secretAccessKey().isEmpty()) {
      throw new ConfigException(
          AccessKeys.ACCESS_KEY_ID + " and " + AccessKeys.SECRET_ACCESS_KEY + " go together");
    }
    if (position().equals("AT_TIMESTAMP") && getString(StreamKeys.TIMESTAMP).isBlank()) {
      throw new ConfigException(
          StreamKeys.TIMESTAMP
              + " is required by "
              + StreamKeys.POSITION
              + "=AT_TIMESTAMP, e.g. 2026-01-31T12:00:00Z");
    }
  }

  String topic() {
    return getString(StreamKeys.TOPIC);
  }

  String stream() {
    return getString(StreamKeys.STREAM);
  }

  String region() {
    return getString(StreamKeys.REGION).toLowerCase(Locale.ROOT).replace('_', '-');
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
      case "AT_TIMESTAMP" -> new Position.Since(Checks.time(getString(StreamKeys.TIMESTAMP)));
      default -> new Position.TrimHorizon();
    };
  }

  int recordLimit() {
    return getInt(StreamKeys.RECORD_LIMIT);
  }

  Pace.Settings pace() {
    return new Pace.Settings(
        millis(PaceKeys.CATCH_UP_INTERVAL),
        millis(PaceKeys.POLL_INTERVAL),
        millis(PaceKeys.EMPTY_BACKOFF),
        millis(PaceKeys.THROTTLED_BACKOFF),
        millis(PaceKeys.RETRY_TIMEOUT));
  }

  int fetchThreads() {
    return getInt(PaceKeys.FETCH_THREADS);
  }

  Duration checkInterval() {
    return millis(PaceKeys.CHECK_INTERVAL);
  }

  Optional<String> accessKeyId() {
    return text(AccessKeys.ACCESS_KEY_ID);
  }

  Optional<String> secretAccessKey() {
    return password(AccessKeys.SECRET_ACCESS_KEY);
  }

  String credentialsProvider() {
    return getString(AccessKeys.CREDENTIALS_PROVIDER);
  }

  Optional<URI> baseUrl() {
    return text(AccessKeys.BASE_URL).map(URI::create);
  }

  Optional<URI> proxyUrl() {
    return text(AccessKeys.PROXY_URL).map(URI::create);
  }

  Optional<String> proxyUsername() {
    return text(AccessKeys.PROXY_USERNAME);
  }

  Optional<String> proxyPassword() {
    return password(AccessKeys.PROXY_PASSWORD);
  }

  List<String> nonProxyHosts() {
    return getList(AccessKeys.NON_PROXY_HOSTS);
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
    PaceKeys.define(def);
    AccessKeys.define(def);
    return def;
  }
}
