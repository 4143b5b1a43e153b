package io.tweetsentiment.standalone.bench.broken;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.IngestConfig;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every part refuses a broken line in a settings file and names the key. */
class BrokenSettingsTest {

  private static final String LOADER =
      """
      s3.bucket=b
      jdbc.url=jdbc:postgresql://h/d
      jdbc.user=u
      aws.region=us-east-1
      """;
  private static final String PRODUCER =
      """
      topics=tea
      from=2026-01-01T00:00:00Z
      to=2026-01-02T00:00:00Z
      x.bearer.token=t
      kinesis.stream=s
      schema.registry.url=http://localhost:1
      aws.region=us-east-1
      """;
  private static final String STREAMS =
      """
      kafka.bootstrap.servers=localhost:1
      schema.registry.url=http://localhost:1
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "producer | frequency=PT15M          | frequency",
        "producer | freq=15 minutes or so    | freq",
        "producer | workers=many             | workers",
        "producer | workers=0                | workers",
        "producer | workers=99999999999      | workers",
        "producer | from=yesterday           | from",
        "producer | x.endpoint=everything    | x.endpoint",
        "producer | x.max.results=5          | x.max.results",
        "streams  | windows.size=PT15M       | windows.size",
        "streams  | window.size=fifteen      | window.size",
        "streams  | window.size=-PT15M       | window.size",
        "streams  | http.port=http           | http.port",
        "loader   | s3.buckets=b             | s3.buckets",
        "loader   | jdbc.url=postgres        | jdbc.url",
        "loader   | aws.endpoint=no address  | aws.endpoint",
      })
  void shouldNameTheKeyWhenALineIsWrong(String part, String line, String key) throws IOException {
    requireRefused(part, (valid(part) + line + "\n").getBytes(UTF_8), key);
  }

  @ParameterizedTest
  @CsvSource({"producer", "streams", "loader"})
  void shouldRefuseAFileInAnotherEncoding(String part) throws IOException {
    requireRefused(part, valid(part).getBytes(UTF_16), "settings.properties");
    requireRefused(part, (valid(part) + "kéy=é\n").getBytes(ISO_8859_1), "settings.properties");
  }

  @ParameterizedTest
  @CsvSource({"producer", "streams", "loader"})
  void shouldRefuseAnEscapeThatIsCut(String part) throws IOException {
    requireRefused(part, (valid(part) + "x=\\u12\n").getBytes(UTF_8), "settings.properties");
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    for (String part : List.of("producer", "streams", "loader")) {
      assertThatThrownBy(() -> load(part, folder.resolve("none.properties")))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("none.properties");
    }
  }

  private void requireRefused(String part, byte[] file, String named) throws IOException {
    Path path = Files.write(folder.resolve("settings.properties"), file);
    assertThatThrownBy(() -> load(part, path))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(named);
  }

  private static String valid(String part) {
    return switch (part) {
      case "producer" -> PRODUCER;
      case "streams" -> STREAMS;
      default -> LOADER;
    };
  }

  private static Object load(String part, Path file) {
    return switch (part) {
      case "producer" -> IngestConfig.load(Optional.of(file), Map.of(), false);
      case "streams" -> StreamsSettings.load(Optional.of(file), Map.of(), List.of());
      default -> LoaderConfig.load(Optional.of(file), Map.of());
    };
  }
}
