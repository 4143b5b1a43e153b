package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void shouldMeasureAHandMadeCase() {
    double[][] said = {
      {0.8, 0.1, 0.1}, {0.2, 0.7, 0.1}, {0.1, 0.8, 0.1}, {0.1, 0.3, 0.6}, {0.5, 0.1, 0.4}
    };
    int[] labels = {0, 0, 1, 2, 2};

    Metrics metrics = Metrics.of(said, labels);

    assertThat(metrics.macroRecall()).isCloseTo(100 * (0.5 + 1 + 0.5) / 3, within(1e-9));
    assertThat(metrics.accuracy()).isCloseTo(60, within(1e-9));
    // F1: negative 2/4, neutral 2/3, positive 2/3.
    assertThat(metrics.macroF1()).isCloseTo(100 * (0.5 + 2 / 3.0 + 2 / 3.0) / 3, within(1e-9));
    assertThat(metrics.confusion()[0]).containsExactly(1, 1, 0);
    assertThat(metrics.low()).isLessThanOrEqualTo(metrics.macroRecall());
    assertThat(metrics.high()).isGreaterThanOrEqualTo(metrics.macroRecall());
    // Bins of 1/15: 0.5 wrong, 0.6 right, 0.7 wrong, and 0.8 right twice.
    assertThat(metrics.ece()).isCloseTo(100 * (0.5 + 0.4 + 0.7 + 0.4) / 5, within(1e-9));
  }

  @Test
  void shouldGiveTheSameIntervalEachTime() {
    double[][] said = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    int[] labels = {0, 1, 1, 2};

    assertThat(Metrics.of(said, labels).low()).isEqualTo(Metrics.of(said, labels).low());
  }
}
