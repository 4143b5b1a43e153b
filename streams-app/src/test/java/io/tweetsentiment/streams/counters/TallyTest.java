package io.tweetsentiment.streams.counters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally();

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
    for (int i = 0; i < 3 * Tally.MOST; i++) {
      tally.add("l" + i);
    }
    tally.add("l0");

    assertThat(tally.labels()).hasSize(Tally.MOST + 1).contains(Tally.OTHER);
    assertThat(tally.count(Tally.OTHER)).isEqualTo(2L * Tally.MOST);
    assertThat(tally.count("l0")).isEqualTo(2);
  }
}
