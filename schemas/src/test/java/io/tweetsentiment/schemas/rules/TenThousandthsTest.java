package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
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
  void shouldRoundByTheDecimalDigitsWhateverTheWay() {
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      double half = (random.nextInt(TenThousandths.ONE) + 0.5) / TenThousandths.ONE;
      double near = half + random.nextInt(5) * Math.ulp(half) - 2 * Math.ulp(half);
      for (double score : new double[] {random.nextDouble(), half, near}) {
        assertThat(TenThousandths.of(score))
            .isEqualTo(
                BigDecimal.valueOf(score)
                    .movePointRight(4)
                    .setScale(0, RoundingMode.HALF_UP)
                    .intValueExact());
      }
    }
  }

  @Test
  void shouldSurviveTheWayThroughADouble() {
    for (int i = 0; i <= TenThousandths.ONE; i++) {
      assertThat(TenThousandths.of(TenThousandths.toDouble(i))).isEqualTo(i);
      assertThat(TenThousandths.toDouble(i)).isEqualTo(BigDecimal.valueOf(i, 4).doubleValue());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "1, 3, 0", "2, 3, 1", "0, 0, 0", "7, 0, 0", "5, 10, 1", "4, 10, 0"})
  void shouldDivideHalfUp(long numerator, long denominator, long expected) {
    assertThat(TenThousandths.divide(numerator, denominator)).isEqualTo(expected);
  }
}
