package io.tweetsentiment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final List<Setting> KNOWN =
      List.of(
          Setting.required("kinesis.stream", "Stream to put to."),
          Setting.of("slice.size", "PT15M", "Length of a slice."),
          Setting.of("workers", "4", "Slices at once."),
          Setting.of("strict-mode", "true", "Whether it is strict."),
          Setting.optional("topics", "Topics, comma-separated."));

  @TempDir private Path folder;

  @Test
  void shouldPutTheEnvironmentOverTheFileOverTheDefaults() throws IOException {
    Path file = folder.resolve("p.properties");
    Files.writeString(file, "kinesis.stream=of-the-file\nworkers=2\nkafka.acks=all\n");

    Settings settings =
        load(
            Optional.of(file),
            Map.of(
                "PRODUCER_KINESIS_STREAM", "of-the-environment",
                "PRODUCER_STRICT_MODE", "false",
                "PRODUCER_KAFKA_LINGER_MS", "5",
                "OTHER_WORKERS", "99"));

    assertThat(settings.string("kinesis.stream")).isEqualTo("of-the-environment");
    assertThat(settings.integer("workers", 1)).isEqualTo(2);
    assertThat(settings.bool("strict-mode")).isFalse();
    assertThat(settings.duration("slice.size")).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.below("kafka.")).isEqualTo(Map.of("acks", "all", "linger.ms", "5"));
  }

  @Test
  void shouldNameTheMissingSettingAndItsVariable() {
    assertThatThrownBy(() -> load(Optional.empty(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kinesis.stream")
        .hasMessageContaining("PRODUCER_KINESIS_STREAM");
  }

  @Test
  void shouldNameTheUnknownSettingAndTheNearestOne() throws IOException {
    Path file = folder.resolve("p.properties");
    Files.writeString(file, "kinesis.steam=x\n");

    assertThatThrownBy(() -> load(Optional.of(file), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("kinesis.steam")
        .hasMessageContaining("kinesis.stream");
  }

  @Test
  void shouldNameTheValueThatCannotBeRead() {
    Map<String, String> environment =
        Map.of(
            "PRODUCER_KINESIS_STREAM", "s",
            "PRODUCER_WORKERS", "many",
            "PRODUCER_SLICE_SIZE", "15",
            "PRODUCER_STRICT_MODE", "perhaps");
    Settings settings = load(Optional.empty(), environment);

    assertThatThrownBy(() -> settings.integer("workers", 1)).hasMessageContaining("'many'");
    assertThatThrownBy(() -> settings.duration("slice.size")).hasMessageContaining("PT15M");
    assertThatThrownBy(() -> settings.bool("strict-mode")).hasMessageContaining("'perhaps'");
  }

  @Test
  void shouldRefuseANumberBelowItsMinimum() {
    Settings settings =
        load(Optional.empty(), Map.of("PRODUCER_KINESIS_STREAM", "s", "PRODUCER_WORKERS", "0"));

    assertThatThrownBy(() -> settings.integer("workers", 1)).hasMessageContaining("at least 1");
  }

  @Test
  void shouldTakeLargeNumbersWhereTheyAreMeant() {
    Settings settings =
        load(
            Optional.empty(),
            Map.of("PRODUCER_KINESIS_STREAM", "s", "PRODUCER_WORKERS", "4294967296"));

    assertThat(settings.number("workers", 1)).isEqualTo(4_294_967_296L);
    assertThatThrownBy(() -> settings.integer("workers", 1))
        .hasMessageContaining("at most 2147483647");
  }

  @Test
  void shouldSplitAListAndTakeABlankValueAsAbsent() {
    Settings settings =
        load(
            Optional.empty(),
            Map.of("PRODUCER_KINESIS_STREAM", "s", "PRODUCER_TOPICS", " a, b ,,"));

    assertThat(settings.list("topics")).containsExactly("a", "b");
    assertThat(load(Optional.empty(), Map.of("PRODUCER_KINESIS_STREAM", "s")).list("topics"))
        .isEmpty();
  }

  @Test
  void shouldSayWhichFileCannotBeRead() {
    assertThatThrownBy(() -> load(Optional.of(folder.resolve("absent")), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("absent");
  }

  private static Settings load(Optional<Path> file, Map<String, String> environment) {
    return Settings.load("producer", file, environment, KNOWN, List.of("kafka."));
  }
}
