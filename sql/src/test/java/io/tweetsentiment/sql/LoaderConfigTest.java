package io.tweetsentiment.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoaderConfigTest {

  private static final Map<String, String> EVERY_KEY =
      Map.ofEntries(
          Map.entry("s3.bucket", "b"),
          Map.entry("topics.dir", "/in/"),
          Map.entry("merged.topic", "m"),
          Map.entry("aggregate.topic", "a"),
          Map.entry("jdbc.url", "jdbc:redshift://host:5439/dev?ssl=true"),
          Map.entry("jdbc.user", "u"),
          Map.entry("jdbc.password", "secret"),
          Map.entry("aws.endpoint", "http://localhost:9000"),
          Map.entry("aws.region", "eu-central-1"),
          Map.entry("batch.objects", "7"),
          Map.entry("batch.bytes", "8"),
          Map.entry("fetch.threads", "9"),
          Map.entry("buffer.bytes", "8388609"),
          Map.entry("spool.dir", "/spool"),
          Map.entry("every", "PT1M"),
          Map.entry("list.all.every", "PT2M"),
          Map.entry("redshift.iam.role", "arn:aws:iam::123456789012:role/Copy"),
          Map.entry("manifest.prefix", "mf/"));

  private static final LoaderConfig EXPECTED =
      new LoaderConfig(
          "b",
          "in",
          "m",
          "a",
          "jdbc:redshift://host:5439/dev?ssl=true",
          "u",
          Optional.of("secret"),
          Optional.of(URI.create("http://localhost:9000")),
          "eu-central-1",
          7,
          8,
          9,
          8_388_609,
          Path.of("/spool"),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          "arn:aws:iam::123456789012:role/Copy",
          "mf");

  @Test
  void shouldHaveDefaults() {
    assertThat(LoaderConfig.load(Optional.empty(), Map.of()))
        .isEqualTo(
            new LoaderConfig(
                "tweet-sentiment",
                "topics",
                "tweets.merged",
                "tweets.aggregate",
                "jdbc:postgresql://localhost:5432/sentiment",
                "postgres",
                Optional.empty(),
                Optional.empty(),
                "us-east-1",
                500,
                67_108_864,
                4,
                67_108_864,
                Path.of(System.getProperty("java.io.tmpdir"), "tweet-sentiment-loader"),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                "default",
                "load-manifests"));
  }

  @Test
  void shouldTakeEveryKeyFromTheFile(@TempDir Path folder) throws IOException {
    assertThat(EVERY_KEY.keySet())
        .containsExactlyInAnyOrderElementsOf(
            LoaderConfig.SETTINGS.stream().map(Setting::key).toList());
    Path file = folder.resolve("loader.properties");
    Files.writeString(
        file,
        EVERY_KEY.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("\n")),
        UTF_8);

    assertThat(LoaderConfig.load(Optional.of(file), Map.of())).isEqualTo(EXPECTED);
  }

  @Test
  void shouldTakeEveryKeyFromTheEnvironment() {
    Map<String, String> environment = new HashMap<>();
    EVERY_KEY.forEach((key, value) -> environment.put(Settings.variable("loader", key), value));

    assertThat(environment).containsKey("LOADER_JDBC_PASSWORD");
    assertThat(LoaderConfig.load(Optional.empty(), environment)).isEqualTo(EXPECTED);
  }

  @Test
  void shouldNotShowThePassword() {
    assertThat(EXPECTED.toString()).doesNotContain("secret").contains("host:5439/dev");
  }

  @ParameterizedTest
  @CsvSource({
    "LOADER_BATCH_OBJECTS, 0",
    "LOADER_BATCH_OBJECTS, 10001",
    "LOADER_BATCH_BYTES, many",
    "LOADER_FETCH_THREADS, 0",
    "LOADER_BUFFER_BYTES, 1000",
    "LOADER_EVERY, PT0S",
    "LOADER_LIST_ALL_EVERY, PT0S",
    "LOADER_EVERY, soon",
    "LOADER_AWS_ENDPOINT, localhost",
    "LOADER_REDSHIFT_IAM_ROLE, x' FORMAT",
    "LOADER_JDBC_URL, jdbc:mysql://localhost/x"
  })
  void shouldNameTheKeyWhenItsValueIsMalformed(String variable, String value) {
    String key = variable.substring("LOADER_".length()).toLowerCase(Locale.ROOT).replace('_', '.');

    assertThatThrownBy(() -> LoaderConfig.load(Optional.empty(), Map.of(variable, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }

  @Test
  void shouldListEverySettingInTheReadme() throws IOException {
    String table =
        LoaderConfig.SETTINGS.stream()
            .map(Setting::tableRow)
            .collect(
                Collectors.joining("\n", "| key | default | meaning |\n|---|---|---|\n", "\n\n"));

    assertThat(Files.readString(Path.of("README.md")))
        .as("the settings table of sql/README.md; it should be:\n%s", table)
        .contains(table);
  }
}
