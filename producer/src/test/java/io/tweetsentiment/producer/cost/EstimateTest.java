package io.tweetsentiment.producer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstimateTest {

  private static final Prices PRICES = new Prices(0.005, 0.010, 0.005, 0.0001, 3);

  @Test
  void shouldPriceTheReferenceRun() {
    Estimate estimate = Estimate.of(33_000, 4, 384, 0, 0, PRICES);
    assertThat(estimate.table().lines())
        .containsExactly(
            "tweets                     33,000",
            "X, tweets                  $165.00",
            "X, authors (at most)       $330.00",
            "Comprehend (at least)      $9.90",
            "this estimate (X)          $0.020");
  }

  @Test
  void shouldKnowTheLimits() {
    assertThat(Estimate.of(100_000, 4, 384, 100, 0, PRICES).tweets()).isEqualTo(38_400);
    assertThat(Estimate.of(100_000, 4, 384, 100, 500, PRICES).tweets()).isEqualTo(500);
    assertThat(Estimate.of(100_000, 4, 384, 1000, 0, PRICES).tweets()).isEqualTo(100_000);
  }
}
