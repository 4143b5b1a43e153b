package io.tweetsentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.names.TopicNames;
import io.tweetsentiment.streams.state.Expiry;
import io.tweetsentiment.streams.windows.FlushPace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsSettingsTest {

  @TempDir Path folder;

  @Test
  void shouldHaveDefaults() {
    StreamsSettings settings = StreamsSettings.of(Map.of());

    assertThat(settings.applicationId()).isEqualTo("tweet-sentiment");
    assertThat(settings.kafka())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "localhost:9092",
                "state.dir", "data/streams",
                "num.stream.threads", "1",
                "commit.interval.ms", "1000"));
    assertThat(settings.startTimeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.registry())
        .containsEntry("schema.registry.url", "http://localhost:8081/apis/ccompat/v7");
    assertThat(settings.engine()).isEqualTo("local");
    assertThat(settings.engineSettings()).isEmpty();
    assertThat(settings.topics())
        .isEqualTo(
            new TopicNames(
                "tweets.raw",
                "tweets.sentiment",
                "tweets.merged",
                "tweets.aggregate",
                "tweets.dlq"));
    assertThat(settings.createTopics()).isFalse();
    assertThat(settings.partitions()).isEqualTo(4);
    assertThat(settings.replicationFactor()).isEqualTo((short) 1);
    assertThat(settings.topicRetention()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.windowSize()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.flushPace())
        .isEqualTo(new FlushPace(Duration.ofMillis(100), Duration.ofSeconds(1)));
    assertThat(settings.scoringRun()).isZero();
    assertThat(settings.prefetch()).isEqualTo(2_000);
    assertThat(settings.drainInterval()).isEqualTo(Duration.ofMillis(20));
    assertThat(settings.linger()).isEqualTo(Duration.ofMillis(10));
    assertThat(settings.firstBackoff()).isEqualTo(Duration.ofMillis(200));
    assertThat(settings.longestBackoff()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.expiry()).isEqualTo(new Expiry(Duration.ofDays(30), Optional.empty()));
    assertThat(settings.stateMemory()).isEqualTo(96L << 20);
    assertThat(settings.httpHost()).isEqualTo("localhost");
    assertThat(settings.httpPort()).isEqualTo(8085);
  }

  @Test
  void shouldReadEveryKey() {
    Map<String, String> given = new TreeMap<>();
    given.put("application.id", "other");
    given.put("kafka.bootstrap.servers", "b:1");
    given.put("start.timeout", "PT5S");
    given.put("kafka.state.dir", "/s");
    given.put("kafka.num.stream.threads", "3");
    given.put("kafka.commit.interval.ms", "7");
    given.put("schema.registry.url", "http://r");
    given.put("engine", "http");
    given.put("topic.raw", "r");
    given.put("topic.sentiment", "s");
    given.put("topic.merged", "m");
    given.put("topic.aggregate", "a");
    given.put("topic.dlq", "d");
    given.put("topics.create", "true");
    given.put("topics.partitions", "9");
    given.put("topics.replication.factor", "3");
    given.put("topics.retention", "P1D");
    given.put("window.size", "PT1H");
    given.put("flush.interval", "PT1S");
    given.put("flush.interval.behind", "PT3S");
    given.put("scoring.run", "2");
    given.put("scoring.prefetch", "10");
    given.put("scoring.drain.interval", "PT0.05S");
    given.put("scoring.linger", "PT0S");
    given.put("scoring.backoff.first", "PT1S");
    given.put("scoring.backoff.longest", "PT2S");
    given.put("state.retention", "P2D");
    given.put("contribution.retention", "P9D");
    given.put("state.memory.bytes", "2000000");
    given.put("http.host", "0.0.0.0");
    given.put("http.port", "0");
    assertThat(given.keySet())
        .containsExactlyInAnyOrderElementsOf(
            StreamsSettings.SETTINGS.stream().map(Setting::key).toList());

    StreamsSettings settings = StreamsSettings.of(given);

    assertThat(settings.applicationId()).isEqualTo("other");
    assertThat(settings.kafka())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "b:1",
                "state.dir", "/s",
                "num.stream.threads", "3",
                "commit.interval.ms", "7"));
    assertThat(settings.startTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.registry()).containsEntry("schema.registry.url", "http://r");
    assertThat(settings.engine()).isEqualTo("http");
    assertThat(settings.topics()).isEqualTo(new TopicNames("r", "s", "m", "a", "d"));
    assertThat(settings.createTopics()).isTrue();
    assertThat(settings.partitions()).isEqualTo(9);
    assertThat(settings.replicationFactor()).isEqualTo((short) 3);
    assertThat(settings.topicRetention()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.windowSize()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.flushPace())
        .isEqualTo(new FlushPace(Duration.ofSeconds(1), Duration.ofSeconds(3)));
    assertThat(settings.scoringRun()).isEqualTo(2);
    assertThat(settings.prefetch()).isEqualTo(10);
    assertThat(settings.drainInterval()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.linger()).isZero();
    assertThat(settings.firstBackoff()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.longestBackoff()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.expiry())
        .isEqualTo(new Expiry(Duration.ofDays(2), Optional.of(Duration.ofDays(9))));
    assertThat(settings.stateMemory()).isEqualTo(2_000_000);
    assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
    assertThat(settings.httpPort()).isZero();
  }

  @Test
  void shouldReadFileAndEnvironmentAndPassOnWhatBelongsToClients() throws Exception {
    Path file = folder.resolve("streams.properties");
    Files.writeString(
        file, "window.size=PT5M\nhttp.url=http://engine\nkafka.session.timeout.ms=6000\n");
    StreamsSettings settings =
        StreamsSettings.load(
            Optional.of(file),
            Map.of(
                "STREAMS_WINDOW_SIZE", "PT10M",
                "STREAMS_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "me:secret"),
            List.of(Setting.optional("http.url", "Address.")));

    assertThat(settings.windowSize()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.kafka()).containsEntry("session.timeout.ms", "6000");
    assertThat(settings.registry()).containsEntry("basic.auth.user.info", "me:secret");
    assertThat(settings.engineSettings()).isEqualTo(Map.of("http.url", "http://engine"));
    assertThat(Settings.variable(StreamsSettings.PART, "window.size"))
        .isEqualTo("STREAMS_WINDOW_SIZE");
  }

  @Test
  void shouldHandOnTheKeysOfAnEngineThatIsNotThere() {
    StreamsSettings settings =
        StreamsSettings.load(Optional.empty(), Map.of("STREAMS_ONNX_MAX_BATCH", "8"), List.of());

    assertThat(settings.engineSettings()).isEqualTo(Map.of("onnx.max.batch", "8"));
  }

  @Test
  void shouldRefuseWhatHasNoMeaning() {
    assertThatThrownBy(() -> StreamsSettings.of(Map.of("window.sise", "PT1M")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("window.sise");
    assertThatThrownBy(() -> StreamsSettings.of(Map.of("window.size", "PT0S")))
        .hasMessageContaining("window.size is PT0S");
    assertThatThrownBy(() -> StreamsSettings.of(Map.of("scoring.prefetch", "0")))
        .hasMessageContaining("scoring.prefetch is 0");
    assertThatThrownBy(() -> StreamsSettings.of(Map.of("contribution.retention", "P1D")))
        .hasMessageContaining("at least state.retention");
  }

  @Test
  void shouldGuaranteeExactlyOnceUnlessTheUserSaysOtherwise() {
    Properties properties = KafkaProperties.of(StreamsSettings.of(Map.of()));

    assertThat(properties)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("consumer.isolation.level", "read_committed")
        .containsEntry("ensure.explicit.internal.resource.naming", true)
        .containsEntry("application.id", "tweet-sentiment")
        .containsEntry("commit.interval.ms", "1000")
        .containsEntry("main.consumer.max.partition.fetch.bytes", 131_072)
        .containsEntry("producer.batch.size", 65_536);
    assertThat(new StreamsConfig(properties).getString("processing.guarantee"))
        .isEqualTo("exactly_once_v2");
    assertThat(
            KafkaProperties.of(
                StreamsSettings.of(Map.of("kafka.processing.guarantee", "at_least_once"))))
        .containsEntry("processing.guarantee", "at_least_once");
  }
}
