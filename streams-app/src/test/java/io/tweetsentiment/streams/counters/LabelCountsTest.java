package io.tweetsentiment.streams.counters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelCountsTest {

  private final LabelCounts tally = new LabelCounts();

  @Test
  void shouldCountByLabel() {
    tally.add("de");
    tally.add("ja");
    tally.add("de");
    tally.add(null);

    assertThat(tally.labels()).containsExactly("de", "ja", "und");
    assertThat(tally.count("de")).isEqualTo(2);
    assertThat(tally.count("fr")).isZero();
  }

  @Test
  void shouldCountTheRestTogetherWhenThereAreTooManyLabels() {
    for (int i = 0; i < 3 * LabelCounts.MOST; i++) {
      tally.add("l" + i);
    }
    tally.add("l0");

    assertThat(tally.labels()).hasSize(LabelCounts.MOST + 1).contains(LabelCounts.OTHER);
    assertThat(tally.count(LabelCounts.OTHER)).isEqualTo(2L * LabelCounts.MOST);
    assertThat(tally.count("l0")).isEqualTo(2);
  }
}
