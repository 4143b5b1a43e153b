package io.tweetsentiment.connect.s3;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Keys, defaults and checks; the keys are those of Confluent's S3 sink where they mean the same.
 */
final class S3SinkConfig extends AbstractConfig {
  static final String BUCKET = "s3.bucket.name";
  static final String REGION = "s3.region";
  static final String STORE_URL = "store.url";
  static final String PATH_STYLE = "s3.path.style.access.enabled";
  static final String ACCESS_KEY_ID = "aws.access.key.id";
  static final String SECRET_ACCESS_KEY = "aws.secret.access.key";
  static final String CREDENTIALS_PROVIDER = "s3.credentials.provider.class";
  static final String PART_SIZE = "s3.part.size";
  static final String PART_RETRIES = "s3.part.retries";
  static final String S3_RETRY_BACKOFF = "s3.retry.backoff.ms";
  static final String ENCRYPTION = "s3.ssea.name";
  static final String KMS_KEY = "s3.sse.kms.key.id";
  static final String UPLOAD_THREADS = "upload.threads";
  static final String CONDITIONAL_WRITES = "enable.conditional.writes";
  static final String RETRY_BACKOFF = "retry.backoff.ms";
  static final String STORAGE_CLASS = "storage.class";
  static final String FORMAT_CLASS = "format.class";
  static final String COMPRESSION_TYPE = "s3.compression.type";
  static final String COMPRESSION_LEVEL = "s3.compression.level";
  static final String PARQUET_CODEC = "parquet.codec";
  static final String AVRO_CODEC = "avro.codec";
  static final String JSON_DECIMALS = "json.decimal.format";
  static final String SCHEMA_COMPATIBILITY = "schema.compatibility";
  static final String SCHEMA_CACHE = "schemas.cache.config";
  static final String NULL_VALUES = "behavior.on.null.values";
  static final String FLUSH_SIZE = "flush.size";
  static final String ROTATE_INTERVAL = "rotate.interval.ms";
  static final String ROTATE_SCHEDULE = "rotate.schedule.interval.ms";
  static final String ROTATE_ON_PARTITION = "rotate.file.on.partition.change";
  static final String MAX_OPEN_FILES = "partitioner.max.open.files";
  static final String PARTITIONER_CLASS = "partitioner.class";
  static final String PARTITION_FIELDS = "partition.field.name";
  static final String PARTITION_DURATION = "partition.duration.ms";
  static final String PATH_FORMAT = "path.format";
  static final String LOCALE = "locale";
  static final String TIMEZONE = "timezone";
  static final String TIMESTAMP_EXTRACTOR = "timestamp.extractor";
  static final String TIMESTAMP_FIELD = "timestamp.field";
  static final String TOPICS_DIR = "topics.dir";
  static final String DIRECTORY_DELIM = "directory.delim";
  static final String FILE_DELIM = "file.delim";
  static final String ZERO_PAD = "filename.offset.zero.pad.width";

  static final ConfigDef CONFIG_DEF = definition();

  S3SinkConfig(Map<String, String> originals) {
    super(CONFIG_DEF, originals, false);
    ClassNames.require(STORAGE_CLASS, getString(STORAGE_CLASS), "S3Storage");
    formatName();
    partitionerName();
    zone();
    if (timeBased()) {
      pathFormat();
      partitionDuration();
      extractorName();
    } else if (getLong(ROTATE_INTERVAL) > 0) {
      throw invalid(
          ROTATE_INTERVAL, getLong(ROTATE_INTERVAL), "needs a time-based partitioner.class");
    }
    if (partitionerName().equals("FieldPartitioner") && getList(PARTITION_FIELDS).isEmpty()) {
      throw new ConfigException(PARTITION_FIELDS + " must name the fields of the FieldPartitioner");
    }
    if (accessKeyId().isEmpty() != secretAccessKey().isEmpty()) {
      throw new ConfigException(ACCESS_KEY_ID + " and " + SECRET_ACCESS_KEY + " go together");
    }
    storeUrl();
  }

  String bucket() {
    return getString(BUCKET);
  }

  String region() {
    return getString(REGION);
  }

  Optional<URI> storeUrl() {
    String url = getString(STORE_URL);
    if (url == null || url.isBlank()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(url);
      if (uri.getScheme() != null && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      throw invalid(STORE_URL, url, "is no address such as http://localhost:9000");
    }
    throw invalid(STORE_URL, url, "is no address such as http://localhost:9000");
  }

  boolean pathStyle() {
    return getBoolean(PATH_STYLE);
  }

  Optional<String> accessKeyId() {
    return Optional.ofNullable(getString(ACCESS_KEY_ID)).filter(text -> !text.isBlank());
  }

  Optional<String> secretAccessKey() {
    return Optional.of(getPassword(SECRET_ACCESS_KEY))
        .map(Password::value)
        .filter(text -> !text.isBlank());
  }

  String credentialsProvider() {
    return getString(CREDENTIALS_PROVIDER);
  }

  int partRetries() {
    return getInt(PART_RETRIES);
  }

  Duration s3RetryBackoff() {
    return Duration.ofMillis(getLong(S3_RETRY_BACKOFF));
  }

  int uploadThreads() {
    return getInt(UPLOAD_THREADS);
  }

  long retryBackoffMs() {
    return getLong(RETRY_BACKOFF);
  }

  int partSize() {
    return getInt(PART_SIZE);
  }

  UploadSettings upload() {
    return new UploadSettings(
        bucket(),
        partSize(),
        getBoolean(CONDITIONAL_WRITES),
        text(ENCRYPTION).orElse(null),
        text(KMS_KEY).orElse(null));
  }

  String formatName() {
    return ClassNames.require(
        FORMAT_CLASS, getString(FORMAT_CLASS), "ParquetFormat", "AvroFormat", "JsonFormat");
  }

  String parquetCodec() {
    return getString(PARQUET_CODEC);
  }

  String avroCodec() {
    return getString(AVRO_CODEC);
  }

  String jsonDecimals() {
    return getString(JSON_DECIMALS).toUpperCase(Locale.ROOT);
  }

  boolean gzip() {
    return getString(COMPRESSION_TYPE).equals("gzip");
  }

  int compressionLevel() {
    return getInt(COMPRESSION_LEVEL);
  }

  int schemaCacheSize() {
    return getInt(SCHEMA_CACHE);
  }

  SchemaCompatibility compatibility() {
    return SchemaCompatibility.valueOf(getString(SCHEMA_COMPATIBILITY).toUpperCase(Locale.ROOT));
  }

  NullValues nullValues() {
    return NullValues.valueOf(getString(NULL_VALUES).toUpperCase(Locale.ROOT));
  }

  RotationPolicy rotation() {
    return new RotationPolicy(
        getInt(FLUSH_SIZE),
        getLong(ROTATE_INTERVAL),
        getLong(ROTATE_SCHEDULE),
        zone(),
        getBoolean(ROTATE_ON_PARTITION),
        getInt(MAX_OPEN_FILES));
  }

  ObjectKeys keys(String extension) {
    return new ObjectKeys(
        getString(TOPICS_DIR),
        directoryDelim(),
        getString(FILE_DELIM),
        getInt(ZERO_PAD),
        extension);
  }

  String directoryDelim() {
    return getString(DIRECTORY_DELIM);
  }

  String partitionerName() {
    return ClassNames.require(
        PARTITIONER_CLASS,
        getString(PARTITIONER_CLASS),
        "DefaultPartitioner",
        "FieldPartitioner",
        "TimeBasedPartitioner",
        "DailyPartitioner",
        "HourlyPartitioner");
  }

  List<String> partitionFields() {
    return getList(PARTITION_FIELDS);
  }

  DateTimeFormatter pathFormat() {
    String format =
        switch (partitionerName()) {
          case "DailyPartitioner" -> "'year'=YYYY/'month'=MM/'day'=dd";
          case "HourlyPartitioner" -> "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH";
          default -> getString(PATH_FORMAT);
        };
    if (format.isBlank()) {
      throw new ConfigException(PATH_FORMAT + " is required by the TimeBasedPartitioner");
    }
    try {
      return PathFormat.formatter(
          format.replace("/", directoryDelim()), Locale.forLanguageTag(getString(LOCALE)));
    } catch (IllegalArgumentException e) {
      throw invalid(PATH_FORMAT, format, e.getMessage());
    }
  }

  long partitionDuration() {
    return switch (partitionerName()) {
      case "DailyPartitioner" -> Duration.ofDays(1).toMillis();
      case "HourlyPartitioner" -> Duration.ofHours(1).toMillis();
      default -> {
        if (getLong(PARTITION_DURATION) <= 0) {
          throw invalid(
              PARTITION_DURATION, getLong(PARTITION_DURATION), "must be above 0, e.g. 86400000");
        }
        yield getLong(PARTITION_DURATION);
      }
    };
  }

  ZoneId zone() {
    String zone = getString(TIMEZONE);
    try {
      return zone.isBlank() ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw invalid(TIMEZONE, zone, "is no time zone such as UTC or Europe/Berlin");
    }
  }

  String extractorName() {
    String extractor = getString(TIMESTAMP_EXTRACTOR);
    String name =
        ClassNames.require(
            TIMESTAMP_EXTRACTOR,
            extractor.replace("TimestampExtractor", ""),
            "Wallclock",
            "Record",
            "RecordField");
    if (name.equals("RecordField") && timestampField().isBlank()) {
      throw new ConfigException(TIMESTAMP_FIELD + " must name the field that holds the time");
    }
    return name;
  }

  String timestampField() {
    return getString(TIMESTAMP_FIELD);
  }

  private boolean timeBased() {
    return !List.of("DefaultPartitioner", "FieldPartitioner").contains(partitionerName());
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(getString(key)).filter(text -> !text.isBlank());
  }

  private static ConfigException invalid(String key, Object value, String why) {
    return new ConfigException(key, value, why);
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    defineStore(def);
    defineFiles(def);
    definePartitions(def);
    return def;
  }

  private static void defineStore(ConfigDef def) {
    def.define(
            BUCKET,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Bucket; it must exist.")
        .define(
            REGION, ConfigDef.Type.STRING, "us-west-2", Importance.MEDIUM, "Region of the bucket.")
        .define(
            STORE_URL,
            ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "Address of an S3-compatible store; empty for AWS.")
        .define(
            PATH_STYLE,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether the bucket stands in the path of requests, not in the host name.")
        .define(
            ACCESS_KEY_ID,
            ConfigDef.Type.STRING,
            "",
            Importance.HIGH,
            "Access key; empty to use the" + " credentials provider.")
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
            Importance.LOW,
            "AwsCredentialsProvider of AWS SDK 2, used without an access key. It has a static"
                + " create() or a constructor without arguments.")
        .define(
            PART_SIZE,
            ConfigDef.Type.INT,
            26214400,
            Range.atLeast(5 * 1024 * 1024),
            Importance.HIGH,
            "Bytes from which on a file is uploaded in parts, of this size; also the most that a"
                + " Parquet file gathers in memory.")
        .define(
            PART_RETRIES,
            ConfigDef.Type.INT,
            3,
            Range.atLeast(0),
            Importance.MEDIUM,
            "How often a request is repeated at once when it fails.")
        .define(
            S3_RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            200L,
            Range.atLeast(1),
            Importance.LOW,
            "Milliseconds before the first of these repetitions; doubled each time, with jitter.")
        .define(
            ENCRYPTION,
            ConfigDef.Type.STRING,
            "",
            ValidString.in("", "AES256", "aws:kms", "aws:kms:dsse"),
            Importance.LOW,
            "Server-side encryption of the objects; empty for the bucket's own setting.")
        .define(KMS_KEY, ConfigDef.Type.STRING, "", Importance.LOW, "Key for aws:kms.")
        .define(
            UPLOAD_THREADS,
            ConfigDef.Type.INT,
            4,
            Range.atLeast(1),
            Importance.LOW,
            "Files that a task uploads at the same time.")
        .define(
            CONDITIONAL_WRITES,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Objects are created with If-None-Match, so that of two tasks that believe to own a"
                + " partition one wins. Switch off only for a store that does not know the header.")
        .define(
            RETRY_BACKOFF,
            ConfigDef.Type.LONG,
            5000L,
            Range.atLeast(0),
            Importance.LOW,
            "Milliseconds that the task pauses when a file could not be stored.")
        .define(
            STORAGE_CLASS,
            ConfigDef.Type.STRING,
            "S3Storage",
            Importance.LOW,
            "There is one, S3Storage; the key is taken so that a configuration of Confluent's sink"
                + " is valid.");
  }

  private static void defineFiles(ConfigDef def) {
    def.define(
            FORMAT_CLASS,
            ConfigDef.Type.STRING,
            NO_DEFAULT_VALUE,
            Importance.HIGH,
            "ParquetFormat, AvroFormat or JsonFormat; also with Confluent's package name.")
        .define(
            COMPRESSION_TYPE,
            ConfigDef.Type.STRING,
            "none",
            ValidString.in("none", "gzip"),
            Importance.LOW,
            "Compression of JSON files: none or gzip.")
        .define(
            COMPRESSION_LEVEL,
            ConfigDef.Type.INT,
            -1,
            Range.between(-1, 9),
            Importance.LOW,
            "Level of gzip, 0 to 9; -1 for its default.")
        .define(
            PARQUET_CODEC,
            ConfigDef.Type.STRING,
            "snappy",
            ValidString.in("none", "gzip", "snappy", "zstd"),
            Importance.LOW,
            "Compression of Parquet files: none, gzip, snappy or zstd.")
        .define(
            AVRO_CODEC,
            ConfigDef.Type.STRING,
            "null",
            ValidString.in("null", "deflate", "snappy", "bzip2"),
            Importance.LOW,
            "Compression of Avro files: null, deflate, snappy or bzip2.")
        .define(
            JSON_DECIMALS,
            ConfigDef.Type.STRING,
            "BASE64",
            ConfigDef.CaseInsensitiveValidString.in("BASE64", "NUMERIC"),
            Importance.LOW,
            "How JSON files hold decimals: BASE64 or NUMERIC.")
        .define(
            SCHEMA_COMPATIBILITY,
            ConfigDef.Type.STRING,
            "NONE",
            ConfigDef.CaseInsensitiveValidString.in("NONE", "BACKWARD"),
            Importance.HIGH,
            "NONE: a record of another schema closes the files. BACKWARD: one whose fields the"
                + " file all has is written with the file's schema and takes its defaults.")
        .define(
            SCHEMA_CACHE,
            ConfigDef.Type.INT,
            1000,
            Range.atLeast(1),
            Importance.LOW,
            "How many translated schemas are remembered.")
        .define(
            NULL_VALUES,
            ConfigDef.Type.STRING,
            "fail",
            ValidString.in("fail", "ignore"),
            Importance.LOW,
            "Records without a value: fail makes them errant records, ignore leaves them out.")
        .define(
            FLUSH_SIZE,
            ConfigDef.Type.INT,
            NO_DEFAULT_VALUE,
            Range.atLeast(1),
            Importance.HIGH,
            "Records of one Kafka partition, over all its open files, at which they are stored.")
        .define(
            ROTATE_INTERVAL,
            ConfigDef.Type.LONG,
            -1L,
            Importance.HIGH,
            "Milliseconds of record time that the open files span before they are stored; needs a"
                + " time-based partitioner and new records. -1 for never.")
        .define(
            ROTATE_SCHEDULE,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Milliseconds of wall-clock time, counted from midnight in the time zone, after which"
                + " open files are stored, also without new records. -1 for never.")
        .define(
            ROTATE_ON_PARTITION,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether a record of another path closes the files. false keeps files large when the"
                + " times of records go back and forth.")
        .define(
            MAX_OPEN_FILES,
            ConfigDef.Type.INT,
            -1,
            Importance.MEDIUM,
            "Open files of one Kafka partition at which they are stored before another is opened;"
                + " -1 for any number.");
  }

  private static void definePartitions(ConfigDef def) {
    def.define(
            PARTITIONER_CLASS,
            ConfigDef.Type.STRING,
            "DefaultPartitioner",
            Importance.HIGH,
            "DefaultPartitioner, FieldPartitioner, TimeBasedPartitioner, DailyPartitioner or"
                + " HourlyPartitioner; also with Confluent's package name.")
        .define(
            PARTITION_FIELDS,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.MEDIUM,
            "Fields of the FieldPartitioner.")
        .define(
            PARTITION_DURATION,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Milliseconds of one partition of the TimeBasedPartitioner.")
        .define(
            PATH_FORMAT,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Path of the TimeBasedPartitioner in Joda-Time's letters, e.g. 'dt'=YYYY-MM-dd.")
        .define(
            LOCALE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Language tag for names of months and" + " days, e.g. en-US.")
        .define(
            TIMEZONE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Time zone of paths and schedule, e.g. Europe/Berlin; empty for UTC.")
        .define(
            TIMESTAMP_EXTRACTOR,
            ConfigDef.Type.STRING,
            "Wallclock",
            Importance.MEDIUM,
            "Time of a record: Wallclock, Record (its Kafka timestamp) or RecordField. With"
                + " Wallclock a replay may double records.")
        .define(
            TIMESTAMP_FIELD,
            ConfigDef.Type.STRING,
            "timestamp",
            Importance.MEDIUM,
            "Field of RecordField: a timestamp, milliseconds since the epoch or ISO-8601 text. A"
                + " record whose field is null takes its Kafka timestamp.")
        .define(
            TOPICS_DIR,
            ConfigDef.Type.STRING,
            "topics",
            Importance.HIGH,
            "First folder of all keys.")
        .define(
            DIRECTORY_DELIM,
            ConfigDef.Type.STRING,
            "/",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Between folders.")
        .define(
            FILE_DELIM,
            ConfigDef.Type.STRING,
            "+",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Between the parts of a file name.")
        .define(
            ZERO_PAD,
            ConfigDef.Type.INT,
            10,
            Range.between(1, 19),
            Importance.LOW,
            "Digits of the start offset in a file name.");
  }
}
