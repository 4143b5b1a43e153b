package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenThousandthsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 10000",
    "0.00005, 1",
    "0.00004999, 0",
    "0.12345, 1235",
    "0.33335, 3334",
    "0.0001, 1",
    "0.99995, 10000",
    "0.9999499, 9999"
  })
  void shouldRoundHalfUp(double score, int expected) {
    assertThat(TenThousandths.of(score)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.0001, 1.0001, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseWhatIsNoScore(double score) {
    assertThatThrownBy(() -> TenThousandths.of(score))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(score));
  }

  @Test
  void shouldSurviveTheWayThroughADouble() {
    for (int i = 0; i <= TenThousandths.ONE; i++) {
      assertThat(TenThousandths.of(TenThousandths.toDouble(i))).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "1, 3, 0", "2, 3, 1", "0, 0, 0", "7, 0, 0", "5, 10, 1", "4, 10, 0"})
  void shouldDivideHalfUp(long numerator, long denominator, long expected) {
    assertThat(TenThousandths.divide(numerator, denominator)).isEqualTo(expected);
  }
}
