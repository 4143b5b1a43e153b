package io.tweetsentiment.connect.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Keys, defaults and checks; the keys are those of Confluent's S3 sink where they mean the same.
 */
final class S3SinkConfig extends AbstractConfig {

  static final ConfigDef CONFIG_DEF = definition();

  S3SinkConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    ClassNames.require(StoreKeys.STORAGE_CLASS, getString(StoreKeys.STORAGE_CLASS), "S3Storage");
    formatName();
    partitioner().check();
    if (!partitioner().timeBased() && getLong(RotationKeys.ROTATE_INTERVAL) > 0) {
      throw invalid(
          RotationKeys.ROTATE_INTERVAL,
          getLong(RotationKeys.ROTATE_INTERVAL),
          "needs a time-based partitioner.class");
    }
    if (accessKeyId().isEmpty() != secretAccessKey().isEmpty()) {
      throw new ConfigException(
          StoreKeys.ACCESS_KEY_ID + " and " + StoreKeys.SECRET_ACCESS_KEY + " go together");
    }
    storeUrl();
  }

  String bucket() {
    return getString(StoreKeys.BUCKET);
  }

  String region() {
    return getString(StoreKeys.REGION);
  }

  Optional<URI> storeUrl() {
    String url = getString(StoreKeys.STORE_URL);
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(url);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(StoreKeys.STORE_URL, url, "is no address such as http://localhost:9000");
    }
    throw invalid(StoreKeys.STORE_URL, url, "is no address such as http://localhost:9000");
  }

  boolean pathStyle() {
    return getBoolean(StoreKeys.PATH_STYLE);
  }

  Optional<String> accessKeyId() {
    return Optional.ofNullable(getString(StoreKeys.ACCESS_KEY_ID)).filter(text -> !text.isBlank());
  }

  Optional<String> secretAccessKey() {
    return Optional.of(getPassword(StoreKeys.SECRET_ACCESS_KEY))
        .map(Password::value)
        .filter(text -> !text.isBlank());
  }

  String credentialsProvider() {
    return getString(StoreKeys.CREDENTIALS_PROVIDER);
  }

  int partRetries() {
    return getInt(StoreKeys.PART_RETRIES);
  }

  Duration s3RetryBackoff() {
    return Duration.ofMillis(getLong(StoreKeys.S3_RETRY_BACKOFF));
  }

  int uploadThreads() {
    return getInt(StoreKeys.UPLOAD_THREADS);
  }

  long retryBackoffMs() {
    return getLong(StoreKeys.RETRY_BACKOFF);
  }

  int partSize() {
    return getInt(StoreKeys.PART_SIZE);
  }

  UploadSettings upload() {
    return new UploadSettings(
        bucket(),
        partSize(),
        getBoolean(StoreKeys.CONDITIONAL_WRITES),
        text(StoreKeys.ENCRYPTION).orElse(null),
        text(StoreKeys.KMS_KEY).orElse(null));
  }

  String formatName() {
    return ClassNames.require(
        FormatKeys.FORMAT_CLASS,
        getString(FormatKeys.FORMAT_CLASS),
        "ParquetFormat",
        "AvroFormat",
        "JsonFormat");
  }

  String parquetCodec() {
    return getString(FormatKeys.PARQUET_CODEC);
  }

  String avroCodec() {
    return getString(FormatKeys.AVRO_CODEC);
  }

  String jsonDecimals() {
    return getString(FormatKeys.JSON_DECIMALS).toUpperCase(Locale.ROOT);
  }

  boolean gzip() {
    return getString(FormatKeys.COMPRESSION_TYPE).equals("gzip");
  }

  int compressionLevel() {
    return getInt(FormatKeys.COMPRESSION_LEVEL);
  }

  int schemaCacheSize() {
    return getInt(FormatKeys.SCHEMA_CACHE);
  }

  SchemaCompatibility compatibility() {
    return SchemaCompatibility.valueOf(
        getString(FormatKeys.SCHEMA_COMPATIBILITY).toUpperCase(Locale.ROOT));
  }

  NullValues nullValues() {
    return NullValues.valueOf(getString(FormatKeys.NULL_VALUES).toUpperCase(Locale.ROOT));
  }

  RotationPolicy rotation() {
    return new RotationPolicy(
        getInt(RotationKeys.FLUSH_SIZE),
        getLong(RotationKeys.ROTATE_INTERVAL),
        getLong(RotationKeys.ROTATE_SCHEDULE),
        partitioner().zone(),
        getBoolean(RotationKeys.ROTATE_ON_PARTITION),
        getInt(RotationKeys.MAX_OPEN_FILES));
  }

  ObjectKeys keys(String extension) {
    return new ObjectKeys(
        getString(NameKeys.TOPICS_DIR),
        getString(NameKeys.DIRECTORY_DELIM),
        getString(NameKeys.FILE_DELIM),
        getInt(NameKeys.ZERO_PAD),
        extension);
  }

  PartitionerConfig partitioner() {
    return new PartitionerConfig(this);
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(getString(key)).filter(text -> !text.isBlank());
  }

  private static ConfigException invalid(String key, Object value, String why) {
    return new ConfigException(key, value, why);
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    StoreKeys.define(def);
    FormatKeys.define(def);
    RotationKeys.define(def);
    PartitionerKeys.define(def);
    NameKeys.define(def);
    return def;
  }
}
