package io.tweetsentiment.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

  @ParameterizedTest
  @CsvSource({
    "0.25, 0.25, 0.25, 0.25, POSITIVE",
    "0.1, 0.3, 0.3, 0.3, NEGATIVE",
    "0.1, 0.2, 0.35, 0.35, NEUTRAL",
    "0.1, 0.2, 0.3, 0.4, MIXED",
    "0.30001, 0.30002, 0.2, 0.19997, NEGATIVE"
  })
  void shouldTakeTheLargestAndBreakTiesInOrder(
      double positive, double negative, double neutral, double mixed, Label expected) {
    assertThat(Label.of(positive, negative, neutral, mixed)).isEqualTo(expected);
  }
}
