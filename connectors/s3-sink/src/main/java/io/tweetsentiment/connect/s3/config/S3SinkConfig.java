package io.tweetsentiment.connect.s3.config;

import io.tweetsentiment.connect.s3.format.Format;
import io.tweetsentiment.connect.s3.format.Gzip;
import io.tweetsentiment.connect.s3.format.SchemaCompatibility;
import io.tweetsentiment.connect.s3.storage.ObjectKeys;
import io.tweetsentiment.connect.s3.storage.Origin;
import io.tweetsentiment.connect.s3.storage.PartitionPath;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings;
import io.tweetsentiment.connect.s3.storage.UploadSettings;
import io.tweetsentiment.connect.s3.writer.NullValues;
import io.tweetsentiment.connect.s3.writer.RotationPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.errors.DataException;

/** The configuration of the sink. Keys that Confluent's S3 sink also has mean the same here. */
public final class S3SinkConfig extends AbstractConfig {

  public static final ConfigDef CONFIG_DEF = definition();

  private static final String ASSUME_ROLE =
      "io.confluent.connect.s3.auth.AwsAssumeRoleCredentialsProvider";

  private static final String[] FORMATS = {
    "ParquetFormat", "AvroFormat", "JsonFormat", "ByteArrayFormat"
  };

  private static final String POLL_INTERVAL = "consumer.override.max.poll.interval.ms";

  /** Connections in addition to those of the upload threads, for the task thread. */
  private static final int OTHER_CONNECTIONS = 2;

  public S3SinkConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    RefusedKeys.check(originals);
    ClassNames.require(StoreKeys.STORAGE_CLASS, getString(StoreKeys.STORAGE_CLASS), "S3Storage");
    formatName();
    byteArrayExtension();
    partitioner().check();
    if (!partitioner().mayHaveTime() && getLong(RotationKeys.ROTATE_INTERVAL) > 0) {
      throw invalid(
          RotationKeys.ROTATE_INTERVAL,
          getLong(RotationKeys.ROTATE_INTERVAL),
          "requires a time-based partitioner.class");
    }
    requireSafeFolder();
    requireShortWrites(originals.get(POLL_INTERVAL));
    client();
    upload();
  }

  private void requireShortWrites(String pollInterval) {
    long duration = getLong(StoreKeys.MAX_WRITE_DURATION);
    if (pollInterval != null
        && pollInterval.matches("\\d{1,18}")
        && duration >= Long.parseLong(pollInterval)) {
      throw invalid(
          StoreKeys.MAX_WRITE_DURATION,
          duration,
          "must be below "
              + POLL_INTERVAL
              + "="
              + pollInterval
              + ", or the consumer loses its"
              + " partitions while the task waits for S3");
    }
  }

  /** With an unsafe first folder, every record would be an errant record. */
  private void requireSafeFolder() {
    String folder = getString(ObjectNameKeys.TOPICS_DIR);
    String delimiter = getString(ObjectNameKeys.DIRECTORY_DELIM);
    try {
      new ObjectKeys(folder, delimiter, "+", 1, "")
          .requireSafe(new PartitionPath("", ""), new Origin("", 0));
    } catch (DataException e) {
      throw invalid(ObjectNameKeys.TOPICS_DIR, folder, e.getMessage());
    }
  }

  /** How the client reaches the bucket. */
  public S3ClientSettings client() {
    return new S3ClientSettings(
        getString(StoreKeys.REGION),
        storeUrl(),
        getBoolean(StoreKeys.PATH_STYLE),
        credentials(),
        uploadThreads() + OTHER_CONNECTIONS,
        getInt(StoreKeys.PART_RETRIES),
        Duration.ofMillis(getLong(StoreKeys.S3_RETRY_BACKOFF)),
        new ObjectSettingConfig(this).proxy(),
        Duration.ofMillis(getLong(StoreKeys.ATTEMPT_TIMEOUT)),
        Duration.ofMillis(getLong(StoreKeys.CALL_TIMEOUT)));
  }

  private S3ClientSettings.Credentials credentials() {
    if (getString(StoreKeys.CREDENTIALS_PROVIDER).equals(ASSUME_ROLE)
        && text(StoreKeys.ROLE_ARN).isEmpty()) {
      throw invalid(
          StoreKeys.ROLE_ARN,
          getString(StoreKeys.ROLE_ARN),
          "must be set, because " + StoreKeys.CREDENTIALS_PROVIDER + " is " + ASSUME_ROLE);
    }
    S3ClientSettings.Credentials base = baseCredentials();
    return text(StoreKeys.ROLE_ARN)
        .<S3ClientSettings.Credentials>map(
            arn ->
                new S3ClientSettings.AssumedRole(
                    arn,
                    getString(StoreKeys.ROLE_SESSION_NAME),
                    text(StoreKeys.ROLE_EXTERNAL_ID),
                    base))
        .orElse(base);
  }

  private S3ClientSettings.Credentials baseCredentials() {
    Optional<String> id = text(StoreKeys.ACCESS_KEY_ID);
    Optional<String> secret =
        Optional.of(getPassword(StoreKeys.SECRET_ACCESS_KEY))
            .map(Password::value)
            .filter(text -> !text.isBlank());
    if (id.isEmpty() != secret.isEmpty()) {
      throw new ConfigException(
          StoreKeys.ACCESS_KEY_ID
              + " and "
              + StoreKeys.SECRET_ACCESS_KEY
              + " must be set together");
    }
    return id.isPresent()
        ? new S3ClientSettings.AccessKey(id.get(), secret.orElseThrow())
        : new S3ClientSettings.Provider(
            providerClass(), StoreKeys.CREDENTIALS_PROVIDER, providerSettings());
  }

  /** The class that Confluent's connector has for roles stands for the default provider. */
  private String providerClass() {
    String name = getString(StoreKeys.CREDENTIALS_PROVIDER);
    return name.equals(ASSUME_ROLE)
        ? (String) CONFIG_DEF.defaultValues().get(StoreKeys.CREDENTIALS_PROVIDER)
        : name;
  }

  private Map<String, String> providerSettings() {
    Map<String, String> settings = new HashMap<>();
    originalsWithPrefix(StoreKeys.PROVIDER_PREFIX)
        .forEach((key, value) -> settings.put(key, String.valueOf(value)));
    settings.remove("class");
    return settings;
  }

  private Optional<URI> storeUrl() {
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
      throw invalid(StoreKeys.STORE_URL, url, "must be an address such as http://localhost:9000");
    }
    throw invalid(StoreKeys.STORE_URL, url, "must be an address such as http://localhost:9000");
  }

  public int uploadThreads() {
    return getInt(StoreKeys.UPLOAD_THREADS);
  }

  public long retryBackoffMs() {
    return getLong(StoreKeys.RETRY_BACKOFF);
  }

  /** How long a call of Connect may take. */
  public Duration maxWriteDuration() {
    return Duration.ofMillis(getLong(StoreKeys.MAX_WRITE_DURATION));
  }

  /** How long requests that S3 refuses are repeated. */
  public Duration refusalRetry() {
    return Duration.ofMillis(getLong(StoreKeys.REFUSAL_RETRY));
  }

  public int partSize() {
    return getInt(StoreKeys.PART_SIZE);
  }

  public UploadSettings upload() {
    return new UploadSettings(
        getString(StoreKeys.BUCKET),
        partSize(),
        getBoolean(StoreKeys.CONDITIONAL_WRITES),
        new ObjectSettingConfig(this).settings());
  }

  public String formatName() {
    return ClassNames.requireKnownOr(
        Format.class, FormatKeys.FORMAT_CLASS, getString(FormatKeys.FORMAT_CLASS), FORMATS);
  }

  /** Creates a format of the user. */
  public Format customFormat() {
    return ClassNames.create(
        Format.class, FormatKeys.FORMAT_CLASS, getString(FormatKeys.FORMAT_CLASS), originals());
  }

  /** Extension of byte-array files, including the dot. */
  public String byteArrayExtension() {
    String extension = getString(FormatKeys.BYTE_ARRAY_EXTENSION);
    if (!extension.matches("\\.[A-Za-z0-9._-]+")) {
      throw invalid(
          FormatKeys.BYTE_ARRAY_EXTENSION,
          extension,
          "must begin with a dot and have letters, digits, dots, underscores and hyphens only");
    }
    return extension;
  }

  /** What follows each value of a byte-array file. */
  public String byteArraySeparator() {
    // Kafka strips texts, but a separator may be a tab.
    Object separator = originals().get(FormatKeys.BYTE_ARRAY_SEPARATOR);
    return separator == null ? "\n" : separator.toString();
  }

  public String parquetCodec() {
    return getString(FormatKeys.PARQUET_CODEC);
  }

  public String avroCodec() {
    return getString(FormatKeys.AVRO_CODEC);
  }

  public String jsonDecimals() {
    return getString(FormatKeys.JSON_DECIMALS).toUpperCase(Locale.ROOT);
  }

  /** Compression of JSON and byte-array files. */
  public Gzip gzip() {
    return new Gzip(
        getString(FormatKeys.COMPRESSION_TYPE).equals("gzip"),
        getInt(FormatKeys.COMPRESSION_LEVEL));
  }

  public int schemaCacheSize() {
    return getInt(FormatKeys.SCHEMA_CACHE);
  }

  /** Number of digits of decimals. */
  public int decimalPrecision() {
    return getInt(FormatKeys.DECIMAL_PRECISION);
  }

  public SchemaCompatibility compatibility() {
    String name = getString(FormatKeys.SCHEMA_COMPATIBILITY).toUpperCase(Locale.ROOT);
    return SchemaCompatibility.valueOf(name.replace("_TRANSITIVE", ""));
  }

  public NullValues nullValues() {
    return NullValues.valueOf(getString(FormatKeys.NULL_VALUES).toUpperCase(Locale.ROOT));
  }

  public RotationPolicy rotation() {
    return new RotationPolicy(
        getInt(RotationKeys.FLUSH_SIZE),
        getLong(RotationKeys.ROTATE_INTERVAL),
        getLong(RotationKeys.ROTATE_SCHEDULE),
        getLong(RotationKeys.ROTATE_IDLE),
        partitioner().zone(),
        getBoolean(RotationKeys.ROTATE_ON_PARTITION),
        getInt(RotationKeys.MAX_OPEN_FILES));
  }

  /** Heap that the open files of a task may use, in bytes. */
  public long memoryLimit() {
    return getLong(RotationKeys.MEMORY);
  }

  public ObjectKeys keys(String extension) {
    return new ObjectKeys(
        getString(ObjectNameKeys.TOPICS_DIR),
        getString(ObjectNameKeys.DIRECTORY_DELIM),
        getString(ObjectNameKeys.FILE_DELIM),
        getInt(ObjectNameKeys.ZERO_PAD),
        extension);
  }

  public PartitionerConfig partitioner() {
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
    ObjectSettingKeys.define(def);
    FormatKeys.define(def);
    RotationKeys.define(def);
    PartitionerKeys.define(def);
    ObjectNameKeys.define(def);
    return def;
  }
}
