package io.tweetsentiment.connect.s3.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.connect.s3.Rows;
import io.tweetsentiment.connect.s3.format.Gzip;
import io.tweetsentiment.connect.s3.format.SchemaCompatibility;
import io.tweetsentiment.connect.s3.partitioner.NumberUnit;
import io.tweetsentiment.connect.s3.partitioner.UnsafeValues;
import io.tweetsentiment.connect.s3.storage.ObjectKeys;
import io.tweetsentiment.connect.s3.storage.ObjectSettings;
import io.tweetsentiment.connect.s3.storage.S3ClientSettings;
import io.tweetsentiment.connect.s3.storage.UploadSettings;
import io.tweetsentiment.connect.s3.writer.NullValues;
import io.tweetsentiment.connect.s3.writer.RotationPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3SinkConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of("s3.bucket.name", "b", "format.class", "ParquetFormat", "flush.size", "10");
  private static final Map<String, String> TIME =
      Map.of(
          "partitioner.class", "TimeBasedPartitioner",
          "path.format", "YYYY",
          "partition.duration.ms", "1000");

  private static S3SinkConfig config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(REQUIRED);
    all.putAll(more);
    return new S3SinkConfig(all);
  }

  @Test
  void shouldHaveTheDefaultsOfConfluentsSink() {
    S3SinkConfig config = config(Map.of());

    assertThat(config.client())
        .isEqualTo(
            new S3ClientSettings(
                "us-west-2",
                Optional.empty(),
                true,
                new S3ClientSettings.Provider(
                    "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
                    "s3.credentials.provider.class",
                    Map.of()),
                6,
                3,
                Duration.ofMillis(200),
                Optional.empty(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3)));
    assertThat(config.maxWriteDuration()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.refusalRetry()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.memoryLimit()).isEqualTo(128 << 20);
    assertThat(config.uploadThreads()).isEqualTo(4);
    assertThat(config.retryBackoffMs()).isEqualTo(5000);
    assertThat(config.upload())
        .isEqualTo(new UploadSettings("b", 26_214_400, true, ObjectSettings.DEFAULT));
    assertThat(config.parquetCodec()).isEqualTo("snappy");
    assertThat(config.avroCodec()).isEqualTo("null");
    assertThat(config.jsonDecimals()).isEqualTo("BASE64");
    assertThat(config.gzip()).isEqualTo(new Gzip(false, -1));
    assertThat(config.byteArrayExtension()).isEqualTo(".bin");
    assertThat(config.byteArraySeparator()).isEqualTo("\n");
    assertThat(config.schemaCacheSize()).isEqualTo(1000);
    assertThat(config.decimalPrecision()).isEqualTo(38);
    assertThat(config.compatibility()).isEqualTo(SchemaCompatibility.NONE);
    assertThat(config.nullValues()).isEqualTo(NullValues.FAIL);
    assertThat(config.rotation())
        .isEqualTo(new RotationPolicy(10, -1, -1, -1, ZoneOffset.UTC, true, 64));
    assertThat(config.keys(".x")).isEqualTo(new ObjectKeys("topics", "/", "+", 10, ".x"));
    assertThat(config.partitioner().name()).isEqualTo("DefaultPartitioner");
    assertThat(config.partitioner().fields()).isEmpty();
    assertThat(config.partitioner().unsafeValues()).isEqualTo(UnsafeValues.FAIL);
    assertThat(config.partitioner().timestampUnit()).isEqualTo(NumberUnit.MILLISECONDS_IN_RANGE);
    assertThat(config.partitioner().extractorName()).isEqualTo("Wallclock");
    assertThat(config.partitioner().timestampField()).isEqualTo("timestamp");
    assertThat(config.getString("storage.class")).isEqualTo("S3Storage");
    assertThat(config.getLong("partition.duration.ms")).isEqualTo(-1);
    assertThat(config.getString("path.format")).isEmpty();
    assertThat(config.getString("locale")).isEmpty();
  }

  @Test
  void shouldReadEveryKey() {
    Map<String, String> all = new TreeMap<>();
    all.put("s3.bucket.name", "bucket");
    all.put("s3.region", "eu-central-1");
    all.put("store.url", "http://127.0.0.1:9000");
    all.put("s3.path.style.access.enabled", "false");
    all.put("aws.access.key.id", "id");
    all.put("aws.secret.access.key", "secret");
    all.put("s3.credentials.provider.class", "some.Provider");
    all.put("s3.credentials.provider.sts.role.arn", "arn");
    all.put("s3.credentials.provider.sts.role.session.name", "session");
    all.put("s3.credentials.provider.sts.role.external.id", "external");
    all.put("s3.part.size", "6000000");
    all.put("s3.part.retries", "7");
    all.put("s3.retry.backoff.ms", "11");
    all.put("s3.ssea.name", "aws:kms");
    all.put("s3.sse.kms.key.id", "key");
    all.put("s3.sse.customer.key", "");
    all.put("s3.acl.canned", "bucket-owner-full-control");
    all.put("s3.storage.class", "STANDARD_IA");
    all.put("s3.object.tagging", "true");
    all.put("s3.object.tagging.key.value.pairs", "team:data,stage:prod");
    all.put("s3.object.behavior.on.tagging.error", "fail");
    all.put("s3.proxy.url", "http://proxy:3128");
    all.put("s3.proxy.user", "user");
    all.put("s3.proxy.password", "pass");
    all.put("upload.threads", "9");
    all.put("enable.conditional.writes", "false");
    all.put("retry.backoff.ms", "12");
    all.put("max.write.duration.ms", "21");
    all.put("s3.attempt.timeout.ms", "22");
    all.put("s3.call.timeout.ms", "23");
    all.put("s3.refusal.retry.ms", "24");
    all.put("storage.class", "io.confluent.connect.s3.storage.S3Storage");
    all.put("format.class", "io.confluent.connect.s3.format.json.JsonFormat");
    all.put("s3.compression.type", "gzip");
    all.put("s3.compression.level", "5");
    all.put("parquet.codec", "zstd");
    all.put("avro.codec", "deflate");
    all.put("json.decimal.format", "numeric");
    all.put("format.bytearray.extension", ".dat");
    all.put("format.bytearray.separator", "\t");
    all.put("schema.compatibility", "backward");
    all.put("schemas.cache.config", "13");
    all.put("decimal.precision", "20");
    all.put("behavior.on.null.values", "ignore");
    all.put("flush.size", "14");
    all.put("rotate.interval.ms", "15");
    all.put("rotate.schedule.interval.ms", "16");
    all.put("rotate.idle.interval.ms", "19");
    all.put("rotate.file.on.partition.change", "false");
    all.put("partitioner.max.open.files", "17");
    all.put("open.files.memory.bytes", "25000000");
    all.put("partitioner.class", "io.confluent.connect.storage.partitioner.TimeBasedPartitioner");
    all.put("partition.field.name", "a,b");
    all.put("partition.field.unsafe.values", "escape");
    all.put("timestamp.field.unit", "seconds");
    all.put("partition.duration.ms", "18");
    all.put("path.format", "YYYY");
    all.put("locale", "en-US");
    all.put("timezone", "Europe/Berlin");
    all.put("timestamp.extractor", "RecordField");
    all.put("timestamp.field", "created_at");
    all.put("topics.dir", "dir");
    all.put("directory.delim", "|");
    all.put("file.delim", "-");
    all.put("filename.offset.zero.pad.width", "4");
    assertThat(all.keySet()).isEqualTo(S3SinkConfig.CONFIG_DEF.names());
    S3SinkConfig config = new S3SinkConfig(all);

    assertThat(config.upload())
        .isEqualTo(
            new UploadSettings(
                "bucket",
                6_000_000,
                false,
                new ObjectSettings(
                    "aws:kms",
                    "key",
                    Optional.empty(),
                    "bucket-owner-full-control",
                    "STANDARD_IA",
                    new ObjectSettings.Tags(true, true, Map.of("team", "data", "stage", "prod")))));
    assertThat(config.client())
        .isEqualTo(
            new S3ClientSettings(
                "eu-central-1",
                Optional.of(URI.create("http://127.0.0.1:9000")),
                false,
                new S3ClientSettings.AssumedRole(
                    "arn",
                    "session",
                    Optional.of("external"),
                    new S3ClientSettings.AccessKey("id", "secret")),
                11,
                7,
                Duration.ofMillis(11),
                Optional.of(
                    new S3ClientSettings.Proxy(URI.create("http://proxy:3128"), "user", "pass")),
                Duration.ofMillis(22),
                Duration.ofMillis(23)));
    assertThat(config.maxWriteDuration()).isEqualTo(Duration.ofMillis(21));
    assertThat(config.refusalRetry()).isEqualTo(Duration.ofMillis(24));
    all.keySet().removeIf(key -> key.startsWith("aws."));
    assertThat(new S3SinkConfig(all).client().credentials())
        .isEqualTo(
            new S3ClientSettings.AssumedRole(
                "arn",
                "session",
                Optional.of("external"),
                new S3ClientSettings.Provider(
                    "some.Provider",
                    "s3.credentials.provider.class",
                    Map.of(
                        "sts.role.arn", "arn",
                        "sts.role.session.name", "session",
                        "sts.role.external.id", "external"))));
    assertThat(config.memoryLimit()).isEqualTo(25_000_000);
    assertThat(config.uploadThreads()).isEqualTo(9);
    assertThat(config.retryBackoffMs()).isEqualTo(12);
    assertThat(config.formatName()).isEqualTo("JsonFormat");
    assertThat(config.gzip()).isEqualTo(new Gzip(true, 5));
    assertThat(config.byteArrayExtension()).isEqualTo(".dat");
    assertThat(config.byteArraySeparator()).isEqualTo("\t");
    assertThat(config.parquetCodec()).isEqualTo("zstd");
    assertThat(config.avroCodec()).isEqualTo("deflate");
    assertThat(config.jsonDecimals()).isEqualTo("NUMERIC");
    assertThat(config.compatibility()).isEqualTo(SchemaCompatibility.BACKWARD);
    assertThat(config.schemaCacheSize()).isEqualTo(13);
    assertThat(config.decimalPrecision()).isEqualTo(20);
    assertThat(config.nullValues()).isEqualTo(NullValues.IGNORE);
    assertThat(config.rotation())
        .isEqualTo(new RotationPolicy(14, 15, 16, 19, ZoneId.of("Europe/Berlin"), false, 17));
    assertThat(config.partitioner().name()).isEqualTo("TimeBasedPartitioner");
    assertThat(config.partitioner().fields()).isEqualTo(List.of("a", "b"));
    assertThat(config.partitioner().unsafeValues()).isEqualTo(UnsafeValues.ESCAPE);
    assertThat(config.partitioner().timestampUnit()).isEqualTo(NumberUnit.SECONDS);
    assertThat(config.partitioner().duration()).isEqualTo(18);
    assertThat(config.partitioner().pathFormat().getLocale()).hasToString("en_US");
    assertThat(config.partitioner().extractorName()).isEqualTo("RecordField");
    assertThat(config.partitioner().timestampField()).isEqualTo("created_at");
    assertThat(config.keys(".x")).isEqualTo(new ObjectKeys("dir", "|", "-", 4, ".x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format.class|java.lang.String|s3.format.Format",
        "partitioner.class|org.other.Partitioner|s3.partitioner.Partitioner",
        "format.bytearray.extension|bin|begin with a dot",
        "format.class|org.other.ParquetFormat|ParquetFormat",
        "behavior.on.null.values|write|ignore",
        "schema.compatibility|SIDEWAYS|BACKWARD",
        "store.url|localhost|http://localhost:9000",
        "store.url|:: |http://localhost:9000",
        "timezone|Mars|Europe/Berlin",
        "store.kafka.keys|true|values only",
        "partition.field.unsafe.values|drop|keep",
        "append.late.data|true|depends on the record only",
        "s3.sse.customer.key|c2hvcnQ=|32 bytes",
        "s3.sse.customer.key|not base 64|32 bytes",
        "s3.object.tagging.key.value.pairs|team|name:value",
        "s3.object.tagging.key.value.pairs|a:1,b:2,c:3,d:4,e:5,f:6,g:7,h:8|at most 7",
        "s3.acl.canned|secret|bucket-owner-full-control",
        "s3.storage.class|COLD|STANDARD_IA",
        "s3.proxy.url|proxy|http://proxy:3128",
        "s3.proxy.url|http://proxy|http://proxy:3128",
        "s3.credentials.provider.class|io.confluent.connect.s3.auth.AwsAssumeRoleCredentialsProvider|"
            + "s3.credentials.provider.sts.role.arn",
        "topics.dir|..|contain the folder",
        "topics.dir|a/./b|contain the folder",
        "topics.dir|a\tb|U+0009",
        "rotate.interval.ms|1000|time-based",
        "aws.access.key.id|id|aws.secret.access.key",
        "s3.part.size|1000|5242880",
        "flush.size|0|at least 1",
      })
  void shouldNameTheRemedyWhenAValueIsWrong(String key, String value, String remedy) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(remedy);
  }

  @Test
  void shouldRefuseWritesThatTakeAsLongAsTheConsumerMayBeAway() {
    String interval = "consumer.override.max.poll.interval.ms";
    assertThatThrownBy(() -> config(Map.of(interval, "60000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("max.write.duration.ms")
        .hasMessageContaining(interval);
    assertThat(config(Map.of(interval, "60001")).maxWriteDuration())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({
    "none,NONE",
    "FORWARD,FORWARD",
    "Full,FULL",
    "backward_transitive,BACKWARD",
    "FORWARD_TRANSITIVE,FORWARD",
    "FULL_TRANSITIVE,FULL"
  })
  void shouldReadEveryCompatibility(String value, SchemaCompatibility expected) {
    assertThat(config(Map.of("schema.compatibility", value)).compatibility()).isEqualTo(expected);
  }

  @Test
  void shouldReadNoSeparator() {
    assertThat(config(Map.of("format.bytearray.separator", "")).byteArraySeparator()).isEmpty();
  }

  @Test
  void shouldReadUserAndPasswordInTheAddressOfAProxy() {
    S3ClientSettings.Proxy proxy =
        config(Map.of("s3.proxy.url", "http://me:p%40ss+w%3Ard@proxy:3128"))
            .client()
            .proxy()
            .orElseThrow();

    assertThat(proxy)
        .isEqualTo(new S3ClientSettings.Proxy(URI.create("http://proxy:3128"), "me", "p@ss+w:rd"));
    assertThat(proxy).asString().doesNotContain("p@ss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:hush@proxy",
        "http://me:hu sh@proxy:1",
        "me:hush@proxy:1",
        "http://me:hush/@h"
      })
  void shouldNotShowThePasswordInTheAddressOfAProxy(String url) {
    assertThatThrownBy(() -> config(Map.of("s3.proxy.url", url)).client())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("s3.proxy.url")
        .hasMessageContaining("***@")
        .hasMessageNotContainingAny("hush", "hu sh");
  }

  @Test
  void shouldReadACustomerKeyAndNeverShowIt() {
    String key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    ObjectSettings.CustomerKey read =
        config(Map.of("s3.sse.customer.key", key, "s3.ssea.name", "AES256"))
            .upload()
            .object()
            .customerKey()
            .orElseThrow();

    assertThat(read.base64()).isEqualTo(key);
    assertThat(read.md5()).isEqualTo("KYvwGXoFFJ42a2u2GDWhwQ==");
    assertThat(read).asString().doesNotContain(key);
    assertThatThrownBy(() -> config(Map.of("s3.sse.customer.key", key, "s3.ssea.name", "aws:kms")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("s3.ssea.name")
        .hasMessageNotContaining(key);
  }

  @Test
  void shouldRefuseAFolderThatLeavesNoRoomForAKey() {
    assertThatThrownBy(() -> config(Map.of("topics.dir", "x".repeat(1010))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("topics.dir")
        .hasMessageContaining("1024");
    for (String folder : List.of("", "a/b", "...", "x".repeat(500))) {
      assertThat(config(Map.of("topics.dir", folder)).keys("").topicsDir()).isEqualTo(folder);
    }
  }

  @Test
  void shouldRefuseKeysThatNeedAnotherOneOnlyTogetherWithIt() {
    Map<String, String> idle = new HashMap<>();
    idle.put("store.kafka.keys", "False");
    idle.put("append.late.data", "false");
    idle.put("keys.format.class", "io.confluent.connect.s3.format.avro.AvroFormat");
    idle.put("headers.format.class", "io.confluent.connect.s3.format.avro.AvroFormat");
    idle.put("tombstone.encoded.partition", "tombstone");
    idle.put("format.bytearray.extension", ".bin");
    assertThat(config(idle).formatName()).isEqualTo("ParquetFormat");
    for (Map.Entry<String, String> other :
        Map.of(
                "store.kafka.keys", "true",
                "store.kafka.headers", "true",
                "behavior.on.null.values", "write")
            .entrySet()) {
      Map<String, String> used = new HashMap<>(idle);
      used.put(other.getKey(), other.getValue());
      assertThatThrownBy(() -> config(used))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(other.getKey());
    }
  }

  /** Class names are parsed, not loaded: the names stay valid when a class moves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "io.tweetsentiment.connect.s3.",
        "io.tweetsentiment.connect.s3.format.",
        "io.confluent.connect.s3.format.parquet."
      })
  void shouldAcceptTheFormatsUnderEveryPackageName(String prefix) {
    for (String format : List.of("ParquetFormat", "AvroFormat", "JsonFormat", "ByteArrayFormat")) {
      assertThat(config(Map.of("format.class", prefix + format)).formatName()).isEqualTo(format);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "io.tweetsentiment.connect.s3.",
        "io.tweetsentiment.connect.s3.partitioner.",
        "io.confluent.connect.storage.partitioner."
      })
  void shouldAcceptThePartitionersUnderEveryPackageName(String prefix) {
    Map<String, String> more = new HashMap<>(TIME);
    more.put("partition.field.name", "lang");
    for (String partitioner :
        List.of(
            "DefaultPartitioner",
            "FieldPartitioner",
            "TimeBasedPartitioner",
            "DailyPartitioner",
            "HourlyPartitioner")) {
      more.put("partitioner.class", prefix + partitioner);
      assertThat(config(more).partitioner().name()).isEqualTo(partitioner);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Record",
        "RecordTimestampExtractor",
        "io.tweetsentiment.connect.s3.RecordTimestampExtractor",
        "io.confluent.connect.storage.partitioner.TimeBasedPartitioner$RecordTimestampExtractor"
      })
  void shouldAcceptTheTimestampExtractorUnderEveryName(String name) {
    Map<String, String> more = new HashMap<>(TIME);
    more.put("timestamp.extractor", name);

    assertThat(config(more).partitioner().extractorName()).isEqualTo("Record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S3Storage",
        "io.tweetsentiment.connect.s3.S3Storage",
        "io.confluent.connect.s3.storage.S3Storage"
      })
  void shouldAcceptTheStorageClassUnderEveryName(String name) {
    assertThat(config(Map.of("storage.class", name)).getString("storage.class")).isEqualTo(name);
  }

  @Test
  void shouldNameTheKeyThatAPartitionerNeeds() {
    assertThatThrownBy(() -> config(Map.of("partitioner.class", "FieldPartitioner")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("partition.field.name");
    assertThatThrownBy(() -> config(Map.of("partitioner.class", "TimeBasedPartitioner")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("path.format");
  }

  @Test
  void shouldNameTheKeyWhenATimePartitionerIsIncomplete() {
    for (Map.Entry<String, String> wrong :
        Map.of(
                "path.format", "QQ",
                "partition.duration.ms", "-1",
                "timestamp.extractor", "Guess",
                "timezone", "Mars")
            .entrySet()) {
      Map<String, String> time = new HashMap<>(TIME);
      time.put(wrong.getKey(), wrong.getValue());
      assertThatThrownBy(() -> config(time))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(wrong.getKey());
    }
  }

  @Test
  void shouldKnowDailyAndHourlyPaths() {
    S3SinkConfig daily = config(Map.of("partitioner.class", "DailyPartitioner"));
    S3SinkConfig hourly = config(Map.of("partitioner.class", "HourlyPartitioner"));

    assertThat(daily.partitioner().pathFormat().format(Rows.DAY.atZone(ZoneOffset.UTC)))
        .isEqualTo("year=2020/month=10/day=20");
    assertThat(hourly.partitioner().pathFormat().format(Rows.DAY.atZone(ZoneOffset.UTC)))
        .isEqualTo("year=2020/month=10/day=20/hour=00");
    assertThat(daily.partitioner().duration()).isEqualTo(86_400_000);
    assertThat(hourly.partitioner().duration()).isEqualTo(3_600_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "sentiment", "merged", "aggregate"})
  void shouldAcceptTheInstancesOfTheProject(String name) throws IOException {
    Path folder = Path.of("..", "config");
    Map<String, String> ours = instance(folder.resolve("s3-sink-" + name + ".json"), name);
    Map<String, String> confluents =
        instance(folder.resolve("confluent").resolve("s3-sink-" + name + ".json"), name);
    S3SinkConfig config = new S3SinkConfig(ours);

    assertThat(config.formatName()).isEqualTo("ParquetFormat");
    assertThat(config.partitioner().timestampField())
        .isEqualTo(name.equals("aggregate") ? "window_start" : "created_at");
    assertThat(ours).containsEntry("topics", "tweets." + name);
    // The same keys with Confluent's class names mean the same.
    assertThat(new S3SinkConfig(confluents).rotation()).isEqualTo(config.rotation());
    assertThat(confluents.keySet()).isEqualTo(ours.keySet());
  }

  private static Map<String, String> instance(Path file, String name) throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.get("name").asText()).isEqualTo("s3-sink-" + name);
    Map<String, String> config = new HashMap<>();
    json.get("config")
        .properties()
        .forEach(
            field ->
                config.put(
                    field.getKey(),
                    field
                        .getValue()
                        .asText()
                        .replace("${env:S3_ENDPOINT}", "http://localhost:9000")
                        .replaceAll("\\$\\{env:[A-Z0-9_]+}", "x")));
    return config;
  }
}
