package io.tweetsentiment.emulators.comprehend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.emulators.wire.GivenSettings;
import io.tweetsentiment.settings.SettingsException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComprehendEmulatorSettingsTest {

  private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

  private static ComprehendEmulatorSettings of(Map<String, String> given) {
    return ComprehendEmulatorSettings.from(
        GivenSettings.of(ComprehendEmulatorSettings.SETTINGS, given), CLOCK);
  }

  @Test
  void shouldHaveNeitherLimitsNorFaultsByDefault() {
    assertThat(of(Map.of()))
        .isEqualTo(
            new ComprehendEmulatorSettings(Duration.ofMillis(100), 0, 0, 0, 0, false, 1, CLOCK));
  }

  @Test
  void shouldTakeEachSetting() {
    assertThat(
            of(
                Map.ofEntries(
                    Map.entry("comprehend.latency", "PT0.2S"),
                    Map.entry("comprehend.documents.per.second", "250"),
                    Map.entry("comprehend.calls.per.second", "10"),
                    Map.entry("comprehend.throttled", "0.1"),
                    Map.entry("comprehend.item.errors", "0.03"),
                    Map.entry("comprehend.item.errors.last", "true"),
                    Map.entry("comprehend.seed", "5"))))
        .isEqualTo(
            new ComprehendEmulatorSettings(
                Duration.ofMillis(200), 250, 10, 0.1, 0.03, true, 5, CLOCK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "comprehend.latency | -PT1S",
        "comprehend.documents.per.second | -1",
        "comprehend.calls.per.second | -1",
        "comprehend.throttled | NaN",
        "comprehend.item.errors | 3",
        "comprehend.item.errors.last | 3",
        "comprehend.seed | x",
        "comprehend.sede | 1"
      })
  void shouldRefuseAWrongValue(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }
}
