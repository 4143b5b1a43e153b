package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), 10);

  private long longest(int failed) {
    Random random = new Random(3);
    long longest = 0;
    for (int i = 0; i < 2000; i++) {
      longest = Math.max(longest, backoff.delay(failed, random).toMillis());
    }
    return longest;
  }

  @Test
  void shouldDoubleItsBoundUpToTheLongest() {
    assertThat(longest(1)).isBetween(90L, 100L);
    assertThat(longest(2)).isBetween(180L, 201L);
    assertThat(longest(4)).isBetween(700L, 807L);
    assertThat(longest(20)).isBetween(4900L, 5000L);
    assertThat(longest(1000)).isBetween(4900L, 5000L);
  }

  @Test
  void shouldSpreadFromZero() {
    Random random = new Random(3);
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 2000; i++) {
      shortest = Math.min(shortest, backoff.delay(3, random).toMillis());
    }
    assertThat(shortest).isLessThan(10);
  }

  @Test
  void shouldRefuseALongestWaitBelowTheFirst() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
        .hasMessageContaining("PT2S");
  }
}
