package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.avro.RegistryConfig;
import io.tweetsentiment.producer.checkpoint.CheckpointConfig;
import io.tweetsentiment.producer.checkpoint.RunIdentity;
import io.tweetsentiment.producer.cost.Budget;
import io.tweetsentiment.producer.cost.Prices;
import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.producer.failure.SliceRetry;
import io.tweetsentiment.producer.plan.Following;
import io.tweetsentiment.producer.plan.Horizon;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.sink.BatchLimits;
import io.tweetsentiment.producer.sink.KinesisConfig;
import io.tweetsentiment.producer.sink.SinkConfig;
import io.tweetsentiment.producer.staging.StagingConfig;
import io.tweetsentiment.producer.stream.StreamConfig;
import io.tweetsentiment.producer.x.XConfig;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestConfigTest {

  @ParameterizedTest
  @ValueSource(strings = {"Stra\u00DFe", "\u0130zmir", "green-tea", "a_b", "c.d"})
  void shouldFindTheQueryOfATopicInWhicheverLetters(String topic) {
    assertThat(
            IngestConfig.of(
                    Map.of(
                        "source",
                        "jetstream",
                        "schema.registry.url",
                        "mock://q",
                        "topics",
                        topic,
                        "query." + topic,
                        "words"))
                .queries())
        .containsEntry(topic, "words");
  }

  private static final Map<String, String> REQUIRED =
      Map.of(
          "topics", "biden",
          "from", "2020-10-21T00:00:00Z",
          "to", "2020-10-25",
          "x.bearer.token", "secret",
          "schema.registry.url", "http://localhost:8081");

  @TempDir private Path folder;

  private static IngestConfig with(String... pairs) {
    Map<String, String> values = new HashMap<>(REQUIRED);
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return IngestConfig.of(values);
  }

  @Test
  void shouldNameTheProcessInClaimsWhenNoOwnerIsSet() {
    assertThat(with().checkpoints().owner()).endsWith("/process-" + ProcessHandle.current().pid());
  }

  @Test
  void shouldHaveDefaults() {
    IngestConfig config = with("checkpoint.owner", "me");
    assertThat(config.queries()).isEqualTo(Map.of("biden", "biden"));
    assertThat(config.from()).isEqualTo(Instant.parse("2020-10-21T00:00:00Z"));
    assertThat(config.to()).isEqualTo(Instant.parse("2020-10-25T00:00:00Z"));
    assertThat(config.slices()).isEqualTo(384);
    assertThat(config.asksForDays(10_000)).isFalse();
    assertThat(config.asksForDays(10_001)).isTrue();
    assertThat(config.maxPerSlice()).isZero();
    assertThat(config.limits()).isEqualTo(Budget.Limits.NONE);
    assertThat(config.retry())
        .isEqualTo(new SliceRetry(3, Duration.ofMinutes(1), 20, Duration.ofHours(6)));
    assertThat(config.workers()).isEqualTo(4);
    assertThat(config.sink())
        .isEqualTo(
            new SinkConfig(SinkConfig.Kind.KINESIS, Path.of("data/ingest/tweets.jsonl"), Map.of()));
    assertThat(config.reset()).isFalse();
    assertThat(config.x().token().header()).isEqualTo("Bearer secret");
    assertThat(config.x())
        .isEqualTo(
            new XConfig(
                "https://api.x.com",
                config.x().token(),
                "recent",
                "tweet",
                100,
                "id,text,created_at,author_id,lang,note_tweet,referenced_tweets,"
                    + "edit_history_tweet_ids",
                "author_id,referenced_tweets.id",
                "id,name,username,location,verified",
                HttpClient.Version.HTTP_2,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ZERO,
                new Horizon(Optional.of(Duration.ofDays(7))),
                false,
                Duration.ofHours(25),
                new RetryPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), 8)));
    assertThat(config.kinesis())
        .isEqualTo(
            new KinesisConfig(
                "tweets",
                Optional.empty(),
                Optional.empty(),
                new BatchLimits(500, 5 * 1024 * 1024, 1024 * 1024),
                Duration.ofSeconds(10),
                new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), 10)));
    assertThat(config.registry())
        .isEqualTo(
            new RegistryConfig(
                "http://localhost:8081",
                "tweets.raw",
                Map.of(
                    "schema.registry.url", "http://localhost:8081",
                    "auto.register.schemas", "true")));
    assertThat(config.checkpoints())
        .isEqualTo(
            new CheckpointConfig(
                false,
                Path.of("data/ingest/checkpoints.jsonl"),
                "tweet-sentiment",
                "ingest",
                Optional.empty(),
                "me",
                Duration.ofMinutes(5)));
    assertThat(config.prices()).isEqualTo(new Prices(0.005, 0.010, 0.005, 0.005, 0.010, 0.0001, 3));
  }

  @Test
  void shouldReadEveryKey() {
    Map<String, String> values = new HashMap<>();
    values.put("topics", "biden, trump");
    values.put("query.trump", "(trump OR potus) lang:en");
    values.put("from", "2020-10-21");
    values.put("to", "2020-10-22T06:00:00Z");
    values.put("freq", "1h");
    values.put(
        "spans",
        "2020-10-21T00:00:00Z/2020-10-21T01:00:00Z,2020-10-22T05:00:00Z/2020-10-22T06:00:00Z");
    values.put("plan.counts.above", "7");
    values.put("max.per.slice", "100");
    values.put("max.requests", "600");
    values.put("source", "x");
    values.put("file", "a.jsonl,b\\,c.jsonl");
    values.put("file.speed", "2.5");
    values.put("jetstream.url", "ws://localhost/subscribe");
    values.put("jetstream.languages", "en,pt-BR");
    values.put("jetstream.overlap", "PT21S");
    values.put("jetstream.interval", "PT22S");
    values.put("jetstream.silence", "PT23S");
    values.put("jetstream.attempts", "24");
    values.put("jetstream.backoff.base", "PT25S");
    values.put("jetstream.backoff.max", "PT26S");
    values.put("stream.journal.interval", "PT27S");
    values.put("staging", "s3");
    values.put("staging.dir", "pages");
    values.put("staging.s3.bucket", "b");
    values.put("staging.s3.prefix", "/p/");
    values.put("staging.s3.endpoint", "http://localhost:9001");
    values.put("aws.access.key.id", "id");
    values.put("aws.secret.access.key", "hidden-key");
    values.put("follow", "false");
    values.put("follow.settle", "PT2M");
    values.put("follow.look.again", "PT40M");
    values.put("x.bearer.token.file", "");
    values.put("sink", "kafka");
    values.put("sink.file", "out.jsonl");
    values.put("kafka.bootstrap.servers", "localhost:9092");
    values.put("kafka.security.protocol", "SSL");
    values.put("max.cost", "12.50");
    values.put("slice.attempts", "4");
    values.put("slice.retry.delay", "PT9S");
    values.put("slice.failures.in.a.row", "5");
    values.put("x.longest.outage", "PT2H");
    values.put("x.recent.reach", "P6D");
    values.put("x.recent.lost", "all");
    values.put("x.longest.wait", "PT3M");
    values.put("max.tweets", "5000");
    values.put("workers", "7");
    values.put("x.base.url", "http://localhost:8090/");
    values.put("x.bearer.token", "other");
    values.put("x.endpoint", "all");
    values.put("x.spelling", "post");
    values.put("x.max.results", "450");
    values.put("x.fields", "id,text,created_at");
    values.put("x.expansions", "none");
    values.put("x.user.fields", "id");
    values.put("x.http.version", "1.1");
    values.put("x.connect.timeout", "PT1S");
    values.put("x.timeout", "PT2S");
    values.put("x.request.interval", "PT3S");
    values.put("x.attempts", "4");
    values.put("x.backoff.base", "PT5S");
    values.put("x.backoff.max", "PT6S");
    values.put("kinesis.stream", "other");
    values.put("kinesis.batch.records", "11");
    values.put("kinesis.batch.bytes", "2100");
    values.put("kinesis.record.bytes", "2101");
    values.put("kinesis.timeout", "PT14S");
    values.put("kinesis.attempts", "15");
    values.put("kinesis.backoff.base", "PT16S");
    values.put("kinesis.backoff.max", "PT17S");
    values.put("aws.endpoint", "http://localhost:4567");
    values.put("aws.region", "eu-central-1");
    values.put("schema.registry.url", "http://one,http://two");
    values.put("schema.registry.basic.auth.user.info", "me:password");
    values.put("auto.register", "false");
    values.put("raw.topic", "my.raw");
    values.put("checkpoint.store", "s3");
    values.put("checkpoint.file", "there.jsonl");
    values.put("checkpoint.s3.bucket", "bucket");
    values.put("checkpoint.s3.prefix", "/a/b/");
    values.put("checkpoint.s3.endpoint", "http://localhost:9000");
    values.put("checkpoint.owner", "me");
    values.put("checkpoint.lease", "PT18M");
    values.put("price.post", "1");
    values.put("price.user", "2");
    values.put("price.counts", "3");
    values.put("price.comprehend.unit", "4");
    values.put("price.comprehend.units", "5");
    assertThat(values.keySet())
        .containsAll(IngestConfig.SETTINGS.stream().map(Setting::key).toList());

    IngestConfig config = IngestConfig.of(values);
    assertThat(config.queries())
        .isEqualTo(Map.of("biden", "biden", "trump", "(trump OR potus) lang:en"));
    assertThat(config.slices()).isEqualTo(4);
    assertThat(config.asksForDays(8)).isTrue();
    assertThat(config.maxPerSlice()).isEqualTo(100);
    assertThat(config.limits()).isEqualTo(new Budget.Limits(5000, 600, 12_500_000));
    assertThat(config.retry())
        .isEqualTo(new SliceRetry(4, Duration.ofSeconds(9), 5, Duration.ofHours(2)));
    assertThat(config.workers()).isEqualTo(7);
    assertThat(config.sink())
        .isEqualTo(
            new SinkConfig(
                SinkConfig.Kind.KAFKA,
                Path.of("out.jsonl"),
                Map.of("bootstrap.servers", "localhost:9092", "security.protocol", "SSL")));
    assertThat(config.staging())
        .isEqualTo(
            new StagingConfig(
                StagingConfig.Source.X,
                "s3",
                Path.of("pages"),
                "b",
                "p",
                Optional.of(URI.create("http://localhost:9001"))));
    assertThat(config.stream())
        .isEqualTo(
            new StreamConfig(
                List.of(Path.of("a.jsonl"), Path.of("b,c.jsonl")),
                2.5,
                URI.create("ws://localhost/subscribe"),
                List.of("en", "pt"),
                Duration.ofSeconds(21),
                Duration.ofSeconds(22),
                Duration.ofSeconds(27),
                Duration.ofSeconds(23),
                new RetryPolicy(Duration.ofSeconds(25), Duration.ofSeconds(26), 24)));
    assertThat(config.awsKeys().orElseThrow().resolveCredentials().accessKeyId()).isEqualTo("id");
    assertThat(String.join(" ", config.changed()))
        .contains("workers = 7", "aws.secret.access.key = ****", "x.bearer.token = ****")
        .doesNotContain("hidden-key", "me:password");
    assertThat(config.following())
        .isEqualTo(new Following(Duration.ofMinutes(2), Duration.ofMinutes(40)));
    assertThat(config.sink().producer())
        .containsEntry("enable.idempotence", "true")
        .containsEntry("acks", "all");
    assertThat(config.x())
        .isEqualTo(
            new XConfig(
                "http://localhost:8090",
                config.x().token(),
                "all",
                "post",
                450,
                "id,text,created_at",
                "",
                "id",
                HttpClient.Version.HTTP_1_1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Horizon.NONE,
                true,
                Duration.ofMinutes(3),
                new RetryPolicy(Duration.ofSeconds(5), Duration.ofSeconds(6), 4)));
    assertThat(config.x().token().header()).isEqualTo("Bearer other");
    assertThat(config.kinesis())
        .isEqualTo(
            new KinesisConfig(
                "other",
                Optional.of(URI.create("http://localhost:4567")),
                Optional.of("eu-central-1"),
                new BatchLimits(11, 2100, 2101),
                Duration.ofSeconds(14),
                new RetryPolicy(Duration.ofSeconds(16), Duration.ofSeconds(17), 15)));
    assertThat(config.registry())
        .isEqualTo(
            new RegistryConfig(
                "http://one,http://two",
                "my.raw",
                Map.of(
                    "schema.registry.url", "http://one,http://two",
                    "basic.auth.user.info", "me:password",
                    "auto.register.schemas", "false")));
    assertThat(config.checkpoints())
        .isEqualTo(
            new CheckpointConfig(
                true,
                Path.of("there.jsonl"),
                "bucket",
                "a/b",
                Optional.of(URI.create("http://localhost:9000")),
                "me",
                Duration.ofMinutes(18)));
    assertThat(config.prices()).isEqualTo(new Prices(1, 2, 3, 0.005, 3, 4, 5));
  }

  @Test
  void shouldAskTheArchiveMoreSlowlyInLargerPages() {
    assertThat(with("x.endpoint", "all").x().maxResults()).isEqualTo(500);
    assertThat(with("x.endpoint", "all").x().interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(with("x.endpoint", "all").prices().counts()).isEqualTo(0.010);
  }

  @Test
  void shouldBeAnotherRunOnAnotherHostAndTheSameOnAnotherPort() {
    RunIdentity emulated = with("x.base.url", "http://127.0.0.1:8090").identity();
    assertThat(with("x.base.url", "http://127.0.0.1:18090").identity()).isEqualTo(emulated);
    assertThat(with().identity()).isNotEqualTo(emulated);
    assertThat(with("aws.region", "eu-west-1").identity())
        .isNotEqualTo(with("aws.region", "us-east-1").identity());
  }

  @Test
  void shouldKeepTheCommasOfATopicWhenTheyAreWrittenWithABackslash() {
    List<String> topics = List.of("a,b", "c\\", "d\\e", "\"f\", g", "h");
    IngestConfig config = with("topics", IngestConfig.topics(topics));
    assertThat(config.queries().keySet()).containsExactlyElementsOf(topics);
    assertThat(with("topics", "a\\b, c").queries().keySet()).containsExactly("a\\b", "c");
  }

  @Test
  void shouldBeTheSameRunWhateverTheSpanTheSlicesAndTheTopics() {
    RunIdentity all = with().identity();
    assertThat(with("to", "2020-10-30", "freq", "1h", "topics", "tea").identity()).isEqualTo(all);
    assertThat(with("query.biden", "biden lang:en").identity()).isEqualTo(all);
    assertThat(with("max.per.slice", "100").identity()).isNotEqualTo(all);
    assertThat(with("kinesis.stream", "other").identity()).isNotEqualTo(all);
    assertThat(with("x.base.url", "http://localhost:8090").identity()).isNotEqualTo(all);
  }

  @Test
  void shouldReadTheTokenFromItsOwnVariableAndShowItNowhere() {
    Map<String, String> environment = new HashMap<>();
    REQUIRED.forEach((key, value) -> environment.put(Settings.variable("producer", key), value));
    environment.remove("PRODUCER_X_BEARER_TOKEN");
    environment.put("X_BEARER_TOKEN", "plain");
    IngestConfig config = IngestConfig.load(Optional.empty(), environment, true);
    assertThat(config.x().token().header()).isEqualTo("Bearer plain");
    assertThat(config.x().toString()).doesNotContain("plain");
    assertThat(config.reset()).isTrue();
  }

  @Test
  void shouldRefuseALimitOfCostsThatItCannotKeep() {
    Map<String, String> values = new HashMap<>(REQUIRED);
    values.put("x.expansions", " author_id , referenced_tweets.id ");
    values.put("max.cost", "5");
    assertThat(IngestConfig.of(values).pagePrice())
        .isEqualTo(with("x.expansions", "author_id,referenced_tweets.id").pagePrice());
    values.put("x.expansions", "author_id, entities.mentions.username");
    assertThatThrownBy(() -> IngestConfig.of(values))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("max.cost")
        .hasMessageContaining("entities.mentions.username");
  }

  @Test
  void shouldHideThePasswordsOfTheRegistry() {
    assertThat(with("schema.registry.basic.auth.user.info", "me:hush").registry().toString())
        .doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "from,21.10.2020,from is '21.10.2020'",
    "from,2020-10-21T00:00,from is '2020-10-21T00:00'",
    "from,2020-10-26,is not before to",
    "freq,often,freq is 'often'",
    "spans,2020-10-21T00:00:00Z,'it takes pairs such as'",
    "spans,2020-10-21T00:00:00Z/soon,'it takes pairs such as'",
    "spans,2020-10-20T00:00:00Z/2020-10-22T00:00:00Z,within from",
    "spans,2020-10-22T00:00:00Z/2020-10-21T00:00:00Z,within from",
    "topics,a\u0007b,control character U+0007",
    "topics,' , ',topics",
    "max.tweets,5,'fewer than 10'",
    "max.per.slice,-1,at least 0",
    "workers,0,at least 1",
    "x.endpoint,both,x.endpoint is 'both'",
    "x.spelling,toot,x.spelling is 'toot'",
    "x.max.results,101,at most 100",
    "x.max.results,9,at least 10",
    "x.base.url,api.x.com,x.base.url is 'api.x.com'",
    "x.http.version,3,x.http.version",
    "x.timeout,30,x.timeout is '30'",
    "checkpoint.store,tape,checkpoint.store is 'tape'",
    "price.post,cheap,price.post is 'cheap'",
  })
  void shouldRefuseBadValues(String key, String value, String message) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldNameTheNearestKeyWhenOneIsUnknown() throws Exception {
    Path file = folder.resolve("producer.properties");
    Files.writeString(file, "kinesis.steam=tweets\n");
    assertThatThrownBy(() -> IngestConfig.load(Optional.of(file), Map.of(), false))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kinesis.steam")
        .hasMessageContaining("kinesis.stream");
  }

  @Test
  void shouldBeDocumentedInTheReadme() throws Exception {
    String table =
        IngestConfig.SETTINGS.stream()
            .map(Setting::tableRow)
            .collect(
                Collectors.joining("\n", "| key | default | meaning |\n|---|---|---|\n", "\n"));
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme)
        .as("the settings table of producer/README.md; it should be:\n%s", table)
        .contains("<!-- settings -->\n" + table + "<!-- /settings -->");
  }

  @Test
  void shouldSearchSevenDaysOnlyAtX() {
    assertThat(with("x.base.url", "http://localhost:8090").horizon()).isEqualTo(Horizon.NONE);
    assertThat(with("x.base.url", "http://localhost:8090", "x.recent.reach", "P1D").horizon())
        .isEqualTo(new Horizon(Optional.of(Duration.ofDays(1))));
    assertThat(with("x.recent.reach", "PT0S").horizon()).isEqualTo(Horizon.NONE);
    assertThat(with("x.endpoint", "all").horizon()).isEqualTo(Horizon.NONE);
  }

  @Test
  void shouldReadTheTokenFromAFileThatMayChange(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    XConfig x = with("x.bearer.token", "", "x.bearer.token.file", file.toString()).x();
    assertThat(x.token().header()).isEqualTo("Bearer first");
    Files.writeString(file, "second");
    assertThat(x.token().header()).isEqualTo("Bearer second");
    assertThat(x.toString()).doesNotContain("second");
    assertThatThrownBy(() -> with("x.bearer.token.file", folder.resolve("none").toString()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("x.bearer.token.file");
  }

  @Test
  void shouldHaveNoEndWhenItFollows() {
    IngestConfig config = with("to", "", "follow", "true");
    assertThat(config.wanted(Instant.parse("2020-10-21T01:00:59Z")))
        .isEqualTo(
            Map.of(
                "biden",
                List.of(
                    new Span(
                        Instant.parse("2020-10-21T00:00:00Z"),
                        Instant.parse("2020-10-21T00:45:00Z")))));
    assertThatThrownBy(() -> with("follow", "true"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("has no end");
    assertThatThrownBy(() -> with("to", ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("to is not set");
  }
}
