package io.tweetsentiment.producer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  /** The reference system calls its INI file app.yaml. */
  private static final String APP =
      """
      # twitter api specific params
      [tweet-search]
      search_url:https://api.twitter.com/2/tweets/search/recent
      query:espresso
      tweets_fields:tweet.fields=text,created_at,referenced_tweets
      user_fields:user.fields=username,name,verified,location
      start_time:2026-03-02T00:00:00
      end_time:2026-03-02 06:00:00
      freq:15T

      [storage]
      mode:local
      staging_local_dir:app_data/responses
      sentiment_local_dir:app_data/sentiments
      s3_bucket:my-tweets
      staging_s3_key:staging
      sentiment_s3_key:sentiments

      [kinesis]
      streamname:tweet_stream
      """;

  private static final String SECRETS =
      """
      [twitter-api]
      consumer_key=HIDDEN-1
      bearer_token=HIDDEN-2

      [aws]
      aws_access_key_id=HIDDEN-3
      aws_secret_access_key=HIDDEN-4
      region_name=us-east-1
      """;

  @TempDir private Path folder;

  private Optional<Path> file(String name, String text) throws Exception {
    return Optional.of(Files.writeString(folder.resolve(name), text));
  }

  @Test
  void shouldReadTheFilesOfTheReferenceSystem() throws Exception {
    ConfigFile read = ConfigFile.read(file("app.yaml", APP), file("secret.ini", SECRETS));
    assertThat(read.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("x.base.url", "https://api.x.com"),
                Map.entry("x.endpoint", "recent"),
                Map.entry("topics", "espresso"),
                Map.entry(
                    "x.fields",
                    "text,created_at,referenced_tweets,id,author_id,lang,note_tweet,"
                        + "edit_history_tweet_ids"),
                Map.entry("x.user.fields", "username,name,verified,location,id"),
                Map.entry("from", "2026-03-02T00:00:00Z"),
                Map.entry("to", "2026-03-02T06:00:00Z"),
                Map.entry("freq", "15T"),
                Map.entry("staging", "local"),
                Map.entry("staging.dir", "app_data/responses"),
                Map.entry("staging.s3.bucket", "my-tweets"),
                Map.entry("staging.s3.prefix", "staging"),
                Map.entry("kinesis.stream", "tweet_stream"),
                Map.entry("x.bearer.token", "HIDDEN-2"),
                Map.entry("aws.access.key.id", "HIDDEN-3"),
                Map.entry("aws.secret.access.key", "HIDDEN-4"),
                Map.entry("aws.region", "us-east-1")));
    assertThat(read.notes())
        .contains(
            "[tweet-search] freq = 15T becomes freq = 15T",
            "[twitter-api] bearer_token = **** becomes x.bearer.token = ****");
    assertThat(read.unused())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("[storage] sentiment_local_dir has no meaning here"))
        .anyMatch(line -> line.startsWith("[twitter-api] consumer_key has no meaning here"));
    assertThat(read.notes().toString() + read.unused()).doesNotContain("HIDDEN");
  }

  @Test
  void shouldNameAKeyThatNobodyKnows() throws Exception {
    ConfigFile read =
        ConfigFile.read(file("app.ini", "[tweet-search]\ncolour = red\n"), Optional.empty());
    assertThat(read.unused()).singleElement().asString().startsWith("[tweet-search] colour has no");
  }

  @Test
  void shouldReadTheIniFormOfPython() throws Exception {
    ConfigFile read =
        ConfigFile.read(
            file(
                "app.ini",
                "\ufeff; a comment\n[tweet-search]\nQuery = (a OR b)\n  lang:en\n\nfreq=1h\n"),
            Optional.empty());
    assertThat(read.values()).isEqualTo(Map.of("topics", "(a OR b) lang:en", "freq", "1h"));
    assertThatThrownBy(
            () -> ConfigFile.read(file("b.ini", "[a]\nx=1\nnonsense\n"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> ConfigFile.read(file("c.ini", "[a]\nx=1\nx=2\n"), Optional.empty()))
        .hasMessageContaining("twice");
  }

  @Test
  void shouldShowNoSecretOfAClient() {
    for (String key :
        List.of(
            "kafka.sasl.jaas.config",
            "kafka.ssl.keystore.key",
            "kafka.ssl.key.password",
            "kafka.some.key.of.later",
            "schema.registry.sasl.jaas.config",
            "schema.registry.basic.auth.user.info",
            "x.bearer.token",
            "aws.secret.access.key")) {
      assertThat(ConfigFile.shown(key, "hunter2")).as(key).isEqualTo("****");
    }
    assertThat(
            ConfigFile.shown(
                "schema.registry.url", "https://me:hunter2@one:8081,https://a:h@nter2@two/x"))
        .isEqualTo("https://****@one:8081,https://****@two/x");
    assertThat(ConfigFile.shown("x.base.url", "http://me:hunter2@[::1]:8/a@b"))
        .isEqualTo("http://****@[::1]:8/a@b");
    assertThat(ConfigFile.shown("kafka.bootstrap.servers", "one:9092,two:9092"))
        .isEqualTo("one:9092,two:9092");
    assertThat(ConfigFile.shown("kafka.acks", "all")).isEqualTo("all");
  }

  @Test
  void shouldReadYaml() throws Exception {
    ConfigFile read =
        ConfigFile.read(
            file(
                "app.yaml",
                """
                topics: [espresso, "a, b"]
                from: 2026-03-02
                workers: 8
                x:
                  endpoint: all
                  request.interval: PT2S
                query.espresso: espresso lang:en
                """),
            Optional.empty());
    assertThat(read.values())
        .isEqualTo(
            Map.of(
                "topics", "espresso,a\\, b",
                "from", "2026-03-02",
                "workers", "8",
                "x.endpoint", "all",
                "x.request.interval", "PT2S",
                "query.espresso", "espresso lang:en"));
  }

  @Test
  void shouldSayWhatIsWrongWithYaml() {
    assertThatThrownBy(() -> ConfigFile.read(file("a.yml", "a: 1\na: 2\n"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a.yml")
        .hasMessageContaining("duplicate");
    assertThatThrownBy(() -> ConfigFile.read(file("b.yml", "just text"), Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("not a map");
    assertThatThrownBy(
            () -> ConfigFile.read(file("c.yml", "a: !!java.net.URL [x]"), Optional.empty()))
        .isInstanceOf(SettingsException.class);
  }
}
