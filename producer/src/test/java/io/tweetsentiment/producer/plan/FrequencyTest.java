package io.tweetsentiment.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyTest {

  @ParameterizedTest
  @CsvSource({
    "PT15M,PT15M",
    "15T,PT15M",
    "15min,PT15M",
    "1H,PT1H",
    "1h,PT1H",
    "1D,PT24H",
    "P1D,PT24H",
    "30s,PT30S",
    "30S,PT30S",
    "T,PT1M",
    "1h30min,PT90M",
    "1D 2h,PT26H",
    "1.5h,PT90M",
    "90000ms,PT1M30S",
    "60000000000N,PT1M",
    "' 90 min ',PT90M"
  })
  void shouldReadBothForms(String text, Duration expected) {
    assertThat(Frequency.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "15", "15X", "0T", "PT0S", "-PT1M", "PT0.5S", "15m", "M", "1W", "1h30", "1ms", "2B",
        "1.5.2h", "QS"
      })
  void shouldRefuseWhatIsNone(String text) {
    assertThatThrownBy(() -> Frequency.parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("freq is '" + text + "'");
  }
}
