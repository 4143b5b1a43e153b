package io.tweetsentiment.emulators.kinesis;

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

class KinesisEmulatorSettingsTest {

  private static final Clock CLOCK = Clock.tickMillis(ZoneOffset.UTC);

  private static KinesisEmulatorSettings of(Map<String, String> given) {
    return KinesisEmulatorSettings.from(
        GivenSettings.of(KinesisEmulatorSettings.SETTINGS, given), CLOCK);
  }

  @Test
  void shouldHaveNeitherLimitsNorFaultsByDefault() {
    assertThat(of(Map.of()))
        .isEqualTo(
            new KinesisEmulatorSettings(
                Duration.ofMinutes(5),
                false,
                Duration.ofDays(365),
                false,
                0,
                1,
                20,
                Duration.ofMinutes(5),
                64L << 20,
                CLOCK));
  }

  @Test
  void shouldTakeEachSetting() {
    assertThat(
            of(
                Map.ofEntries(
                    Map.entry("kinesis.iterator.life", "PT1S"),
                    Map.entry("kinesis.fsync", "true"),
                    Map.entry("kinesis.retention", "PT24H"),
                    Map.entry("kinesis.shard.limits", "true"),
                    Map.entry("kinesis.failed.entries", "0.5"),
                    Map.entry("kinesis.seed", "7"),
                    Map.entry("kinesis.consumers", "2"),
                    Map.entry("kinesis.subscription.life", "PT3S"),
                    Map.entry("kinesis.segment.bytes", "4096"))))
        .isEqualTo(
            new KinesisEmulatorSettings(
                Duration.ofSeconds(1),
                true,
                Duration.ofHours(24),
                true,
                0.5,
                7,
                2,
                Duration.ofSeconds(3),
                4096,
                CLOCK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinesis.iterator.life | PT0S",
        "kinesis.fsync | perhaps",
        "kinesis.retention | PT1M",
        "kinesis.shard.limits | 5",
        "kinesis.failed.entries | 1.1",
        "kinesis.seed | x",
        "kinesis.consumers | -1",
        "kinesis.subscription.life | PT0S",
        "kinesis.segment.bytes | 0",
        "kinesis.port | 1"
      })
  void shouldRefuseAWrongValue(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key);
  }
}
