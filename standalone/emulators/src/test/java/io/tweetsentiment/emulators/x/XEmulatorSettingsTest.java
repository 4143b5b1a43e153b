package io.tweetsentiment.emulators.x;

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

class XEmulatorSettingsTest {

  private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

  private static XEmulatorSettings of(Map<String, String> given) {
    return XEmulatorSettings.from(GivenSettings.of(XEmulatorSettings.SETTINGS, given), CLOCK);
  }

  @Test
  void shouldHaveNeitherLimitsNorFaultsByDefault() {
    assertThat(of(Map.of()))
        .isEqualTo(
            new XEmulatorSettings(
                "",
                Spelling.TWEET,
                1_000_000,
                Duration.ofMinutes(15),
                Long.MAX_VALUE,
                0,
                0,
                0,
                false,
                1,
                XScript.NONE,
                CLOCK));
  }

  @Test
  void shouldTakeEachSetting() {
    assertThat(
            of(
                Map.ofEntries(
                    Map.entry("x.token", "token"),
                    Map.entry("x.spelling", "post"),
                    Map.entry("x.rate.limit", "450"),
                    Map.entry("x.rate.window", "PT1M"),
                    Map.entry("x.usage.cap", "10"),
                    Map.entry("x.short.pages", "0.1"),
                    Map.entry("x.repeats", "0.2"),
                    Map.entry("x.unavailable", "0.3"),
                    Map.entry("x.recent.only", "true"),
                    Map.entry("x.seed", "4"))))
        .isEqualTo(
            new XEmulatorSettings(
                "token",
                Spelling.POST,
                450,
                Duration.ofMinutes(1),
                10,
                0.1,
                0.2,
                0.3,
                true,
                4,
                XScript.NONE,
                CLOCK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.spelling | toot",
        "x.rate.limit | 0",
        "x.rate.window | PT0S",
        "x.usage.cap | -1",
        "x.short.pages | 1.5",
        "x.repeats | -0.1",
        "x.unavailable | 2",
        "x.recent.only | perhaps",
        "x.seed | one",
        "x.script | /no/such/script",
        "x.sead | 1"
      })
  void shouldRefuseAWrongValue(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }
}
