package io.tweetsentiment.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.rules.Contribution;
import io.tweetsentiment.schemas.rules.Label;
import io.tweetsentiment.schemas.rules.Totals;
import org.junit.jupiter.api.Test;

class WindowStateTest {

  private static final Totals ONE =
      Totals.ZERO.add(new Contribution(Label.POSITIVE, 7_000, 1_000, 1_500, 500));

  @Test
  void shouldReplaceThePartialTotalsOfAPartitionWhenTheyAreRepeated() {
    WindowState state =
        WindowState.EMPTY
            .with(new PartialTotals(0, ONE))
            .with(new PartialTotals(1, ONE))
            .with(new PartialTotals(1, ONE));

    assertThat(state.sum().count()).isEqualTo(2);
  }
}
