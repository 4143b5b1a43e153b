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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void shouldTakeGivenValuesAndFillInDefaults() {
    Settings settings =
        Settings.of(KNOWN, Map.of("workers", " ", "slice.size", " PT1H ", "another.part", "x"));

    assertThat(settings.integer("workers", 1)).isEqualTo(4);
    assertThat(settings.duration("slice.size")).isEqualTo(Duration.ofHours(1));
    assertThat(settings.optional("topics")).isEmpty();
  }

  @Test
  void shouldNameTheGivenValueThatIsMissingWhenItIsRead() {
    Settings settings = Settings.of(KNOWN, Map.of());

    assertThatThrownBy(() -> settings.string("kinesis.stream"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("kinesis.stream is not set: Stream to put to.");
  }

  @Test
  void shouldRefuseADecimalOutsideItsBounds() {
    assertThat(given("0.5").decimal("value", 0, 1)).isEqualTo(0.5);
    assertThat(given("1").decimal("value", 0, 1)).isEqualTo(1.0);
    assertThatThrownBy(() -> given("2").decimal("value", 0, 1))
        .isInstanceOf(SettingsException.class)
        .hasMessage("value is 2.0; it takes 0.0 to 1.0.");
    assertThatThrownBy(() -> given("NaN").decimal("value", 0, 1))
        .hasMessage("value is NaN; it takes 0.0 to 1.0.");
    assertThatThrownBy(() -> given("much").decimal("value", 0, 1))
        .hasMessage("value is 'much'; it takes a number.");
  }

  @Test
  void shouldRefuseADurationThatIsNotPositive() {
    assertThat(given("PT0.2S").positiveDuration("value")).isEqualTo(Duration.ofMillis(200));
    assertThatThrownBy(() -> given("PT0S").positiveDuration("value"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("value is PT0S; it takes a positive duration.");
    assertThatThrownBy(() -> given("PT-1S").positiveDuration("value"))
        .hasMessage("value is PT-1S; it takes a positive duration.");
    assertThatThrownBy(() -> given("1s").positiveDuration("value"))
        .hasMessageContainingAll("'1s'", "PT15M");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1/score", "https://host"})
  void shouldReadAnAddressOfHttp(String text) {
    assertThat(given(text).address("value")).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "http:///score", "http://a b/", "host:8080", "score"})
  void shouldRefuseAnAddressThatIsNotOfHttp(String text) {
    assertThatThrownBy(() -> given(text).address("value"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "value is '%s'; it takes an address that starts with http:// or https://.", text);
  }

  @Test
  void shouldNameTheAddressThatIsMalformedAmongSeveral() {
    assertThat(Settings.address("value", "https://host")).hasToString("https://host");
    assertThatThrownBy(() -> Settings.address("value", "host"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("value is 'host'; it takes an address");
  }

  @Test
  void shouldTakeOneOfTheChoicesOnly() {
    assertThat(given("file").choice("value", List.of("file", "s3"))).isEqualTo("file");
    assertThatThrownBy(() -> given("disk").choice("value", List.of("file", "s3")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("value is 'disk'; it takes file or s3.");
  }

  @Test
  void shouldShowASettingAsARowOfATable() {
    assertThat(KNOWN.get(2).tableRow()).isEqualTo("| `workers` | `4` | Slices at once. |");
    assertThat(KNOWN.get(4).tableRow()).isEqualTo("| `topics` | | Topics, comma-separated. |");
    assertThat(Setting.required("from", "First day.").tableRow())
        .isEqualTo("| `from` | (required) | First day. |");
  }

  private static Settings given(String value) {
    return Settings.of(List.of(Setting.optional("value", "A value.")), Map.of("value", value));
  }

  private static Settings load(Optional<Path> file, Map<String, String> environment) {
    return Settings.load("producer", file, environment, KNOWN, List.of("kafka."));
  }
}
