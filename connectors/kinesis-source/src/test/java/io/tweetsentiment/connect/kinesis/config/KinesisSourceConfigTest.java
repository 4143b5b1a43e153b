package io.tweetsentiment.connect.kinesis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.connect.kinesis.KinesisSourceConnector;
import io.tweetsentiment.connect.kinesis.KinesisSourceTask;
import io.tweetsentiment.connect.kinesis.shards.Position;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisSourceConfigTest {
  /** Keys of the project's instance that Confluent's source does not have. */
  private static final List<String> OWN_KEYS =
      List.of("kinesis.record.max.bytes", "kinesis.record.oversize.topic");

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private static KinesisSourceConfig config(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("kafka.topic", "topic");
    all.put("kinesis.stream", "stream");
    all.putAll(more);
    return new KinesisSourceConfig(all);
  }

  @Test
  void shouldHaveTheDefaultsOfConfluentsSourceButAShorterPause() {
    KinesisSourceConfig config = config(Map.of());

    assertThat(config.region()).isEqualTo("us-east-1");
    assertThat(config.reads("shardId-000000000000")).isTrue();
    assertThat(config.start(START)).isEqualTo(new Position.TrimHorizon());
    assertThat(config.latest()).isFalse();
    assertThat(config.getString("kinesis.shard.timestamp")).isEmpty();
    assertThat(config.recordLimit()).isEqualTo(500);
    assertThat(config.deaggregates()).isTrue();
    assertThat(config.fansOut()).isFalse();
    assertThat(config.consumerName()).isEqualTo("kafka-connect-kinesis-source");
    assertThat(config.consumerArn()).isEmpty();
    assertThat(config.recordMaxBytes()).isEmpty();
    assertThat(config.oversizeTopic()).isEmpty();
    assertThat(config.backoff())
        .isEqualTo(
            new BackoffSettings(
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5)));
    assertThat(config.callsPerSecond()).isEqualTo(5);
    assertThat(config.bytesPerSecond()).isEqualTo(2_097_152);
    assertThat(config.fetchThreads()).isEqualTo(4);
    assertThat(config.checkInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.accessKeyId()).isEmpty();
    assertThat(config.secretAccessKey()).isEmpty();
    assertThat(config.credentialsProvider())
        .isEqualTo("software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    assertThat(config.roleArn()).isEmpty();
    assertThat(config.roleExternalId()).isEmpty();
    assertThat(config.roleSessionName()).isEqualTo("kafka-connect-kinesis-source");
    assertThat(config.baseUrl()).isEmpty();
    assertThat(config.proxyUrl()).isEmpty();
    assertThat(config.proxyUsername()).isEmpty();
    assertThat(config.proxyPassword()).isEmpty();
    assertThat(config.nonProxyHosts()).isEmpty();
  }

  @Test
  void shouldReadEveryKey() {
    Map<String, String> all = new TreeMap<>();
    all.put("kafka.topic", "tweets.raw");
    all.put("kinesis.stream", "tweets");
    all.put("kinesis.region", "eu-central-1");
    all.put("kinesis.shard.id", "shardId-00000000000[01]");
    all.put("kinesis.position", "at_timestamp");
    all.put("kinesis.shard.timestamp", "2025-12-31T23:00:00+01:00");
    all.put("kinesis.record.limit", "9");
    all.put("kinesis.record.deaggregation.enable", "false");
    all.put("kinesis.read.mode", "FanOut");
    all.put("kinesis.fanout.consumer.name", "me");
    all.put("kinesis.record.max.bytes", "8");
    all.put("kinesis.record.oversize.topic", "too.large");
    all.put("kinesis.catch.up.interval.ms", "10");
    all.put("kinesis.poll.interval.ms", "11");
    all.put("kinesis.shard.calls.per.second", "17");
    all.put("kinesis.shard.bytes.per.second", "18");
    all.put("kinesis.empty.records.backoff.ms", "12");
    all.put("kinesis.throughput.exceeded.backoff.ms", "13");
    all.put("kinesis.retry.timeout.ms", "14");
    all.put("kinesis.fetch.threads", "15");
    all.put("kinesis.shard.sync.interval.ms", "16");
    all.put("aws.access.key.id", "id");
    all.put("aws.secret.key.id", "secret");
    all.put("kinesis.credentials.provider.class", "some.Provider");
    all.put("kinesis.credentials.provider.sts.role.arn", "arn:aws:iam::1:role/source");
    all.put("kinesis.credentials.provider.sts.role.external.id", "ext-7");
    all.put("kinesis.credentials.provider.sts.role.session.name", "nightly");
    all.put("kinesis.base.url", "http://127.0.0.1:4567");
    all.put("kinesis.proxy.url", "http://proxy:3128");
    all.put("kinesis.proxy.username", "user");
    all.put("kinesis.proxy.password", "open sesame");
    all.put("kinesis.non.proxy.hosts", "a,b");
    assertThat(all.keySet()).isEqualTo(KinesisSourceConfig.CONFIG_DEF.names());
    KinesisSourceConfig config = new KinesisSourceConfig(all);

    assertThat(config.topic()).isEqualTo("tweets.raw");
    assertThat(config.stream()).isEqualTo("tweets");
    assertThat(config.region()).isEqualTo("eu-central-1");
    assertThat(config.reads("shardId-000000000001")).isTrue();
    assertThat(config.reads("shardId-000000000002")).isFalse();
    assertThat(config.start(START))
        .isEqualTo(new Position.Since(Instant.parse("2025-12-31T22:00:00Z")));
    assertThat(config.recordLimit()).isEqualTo(9);
    assertThat(config.fansOut()).isTrue();
    assertThat(config.consumerName()).isEqualTo("me");
    assertThat(config.recordMaxBytes()).contains(8);
    assertThat(config.oversizeTopic()).contains("too.large");
    assertThat(config.backoff())
        .isEqualTo(
            new BackoffSettings(
                Duration.ofMillis(10),
                Duration.ofMillis(11),
                Duration.ofMillis(12),
                Duration.ofMillis(13),
                Duration.ofMillis(14)));
    assertThat(config.callsPerSecond()).isEqualTo(17);
    assertThat(config.bytesPerSecond()).isEqualTo(18);
    assertThat(config.fetchThreads()).isEqualTo(15);
    assertThat(config.checkInterval()).isEqualTo(Duration.ofMillis(16));
    assertThat(config.accessKeyId()).contains("id");
    assertThat(config.secretAccessKey()).contains("secret");
    assertThat(config.values().toString()).doesNotContain("=secret").doesNotContain("open sesame");
    assertThat(config.credentialsProvider()).isEqualTo("some.Provider");
    assertThat(config.roleArn()).contains("arn:aws:iam::1:role/source");
    assertThat(config.roleExternalId()).contains("ext-7");
    assertThat(config.roleSessionName()).isEqualTo("nightly");
    assertThat(config.credentialsProviderSettings()).containsEntry("class", "some.Provider");
    assertThat(config.baseUrl()).contains(URI.create("http://127.0.0.1:4567"));
    assertThat(config.proxyUrl()).contains(URI.create("http://proxy:3128"));
    assertThat(config.proxyUsername()).contains("user");
    assertThat(config.proxyPassword()).contains("open sesame");
    assertThat(config.nonProxyHosts()).containsExactly("a", "b");
  }

  @Test
  void shouldNameTheConsumerLikeTheConnector() {
    assertThat(config(Map.of("name", "my source: 1")).consumerName())
        .isEqualTo("kafka-connect-my-source--1");
    assertThat(config(Map.of("name", "x".repeat(200))).consumerName()).hasSize(128);
  }

  @Test
  void shouldTakeLatestAsTheTimeOfTheStart() {
    KinesisSourceConfig config = config(Map.of("kinesis.position", "LATEST"));

    assertThat(config.latest()).isTrue();
    assertThat(config.start(START)).isEqualTo(new Position.Since(START));
  }

  @Test
  void shouldReadATimestampInMilliseconds() {
    Map<String, String> at =
        Map.of("kinesis.position", "AT_TIMESTAMP", "kinesis.shard.timestamp", "1600000000000");

    assertThat(config(at).start(START))
        .isEqualTo(new Position.Since(Instant.ofEpochMilli(1_600_000_000_000L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinesis.stream|''|non-empty",
        "kafka.topic|''|non-empty",
        "kinesis.shard.id|shard[|regular expression",
        "kinesis.position|AT_SEQUENCE_NUMBER|TRIM_HORIZON",
        "kinesis.position|AT_TIMESTAMP|kinesis.shard.timestamp",
        "kinesis.shard.timestamp|yesterday|2026-01-31T12:00:00Z",
        "kinesis.shard.timestamp|2999-01-01T00:00:00Z|use LATEST",
        "kinesis.record.limit|10001|no more than 10000",
        "kinesis.record.limit|0|at least 1",
        "kinesis.record.oversize.topic|dead|kinesis.record.max.bytes",
        "kinesis.read.mode|push|FANOUT",
        "kinesis.fanout.consumer.name|a b|letters",
        "kinesis.base.url|localhost|http://localhost:4567",
        "kinesis.proxy.url|:: |must be an address",
        "aws.access.key.id|id|aws.secret.key.id",
        "kinesis.fetch.threads|0|at least 1",
      })
  void shouldNameTheRemedyWhenAValueIsWrong(String key, String value, String remedy) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(remedy);
  }

  @Test
  void shouldReadUserAndPasswordInTheAddressOfAProxy() {
    String url = "http://me:p%40ss+w%3Ard@proxy:3128";
    KinesisSourceConfig config = config(Map.of("kinesis.proxy.url", url));

    assertThat(config.proxyUrl()).contains(URI.create("http://proxy:3128"));
    assertThat(config.proxyUsername()).contains("me");
    assertThat(config.proxyPassword()).contains("p@ss+w:rd");
    assertThat(
            config(Map.of("kinesis.proxy.url", url, "kinesis.proxy.username", "you"))
                .proxyUsername())
        .contains("you");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:hu sh@proxy:1", "http://me:hu%sh@proxy:1", "//me:hu/sh@proxy"})
  void shouldNotShowThePasswordInAnAddress(String url) {
    for (String key : List.of("kinesis.proxy.url", "kinesis.base.url")) {
      assertThatThrownBy(() -> config(Map.of(key, url)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(key)
          .hasMessageContaining("***@")
          .hasMessageNotContaining("hu");
    }
  }

  @Test
  void shouldAcceptTheInstancesOfTheProject() throws IOException {
    Path folder = Path.of("..", "config");
    Map<String, String> ours = instance(folder.resolve("kinesis-source.json"));
    Map<String, String> confluents =
        instance(folder.resolve("confluent").resolve("kinesis-source.json"));
    KinesisSourceConfig config = new KinesisSourceConfig(ours);

    assertThat(ours)
        .containsEntry("connector.class", KinesisSourceConnector.class.getName())
        .containsEntry("exactly.once.support", "required");
    assertThat(config.topic()).isEqualTo("tweets.raw");
    assertThat(config.start(START)).isEqualTo(new Position.TrimHorizon());
    // Keys of both connectors mean the same.
    Map<String, String> same = new HashMap<>(confluents);
    OWN_KEYS.forEach(key -> same.put(key, ours.get(key)));
    assertThat(new KinesisSourceConfig(same).values()).isEqualTo(config.values());
    assertThat(confluents)
        .containsEntry("connector.class", "io.confluent.connect.kinesis.KinesisSourceConnector")
        .containsKey("confluent.license");
  }

  private static Map<String, String> instance(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.get("name").asText()).isEqualTo("kinesis-source");
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
                        .replace("${env:KINESIS_ENDPOINT}", "http://localhost:4567")
                        .replaceAll("\\$\\{env:[A-Z0-9_]+}", "x")));
    return config;
  }

  @Test
  void shouldBeFoundByTheWorker() {
    KinesisSourceConnector connector = new KinesisSourceConnector();

    assertThat(connector.taskClass()).isEqualTo(KinesisSourceTask.class);
    assertThat(connector.config()).isSameAs(KinesisSourceConfig.CONFIG_DEF);
    assertThat(connector.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(new KinesisSourceTask().version()).isEqualTo(connector.version());
    assertThat(ServiceLoader.load(SourceConnector.class))
        .anyMatch(found -> found instanceof KinesisSourceConnector);
  }
}
