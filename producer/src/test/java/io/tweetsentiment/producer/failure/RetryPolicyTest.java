package io.tweetsentiment.producer.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private final RetryPolicy backoff =
      new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5), 10);

  private long longest(int failed) {
    long longest = 0;
    for (int i = 0; i < 2000; i++) {
      longest = Math.max(longest, backoff.delay(failed).toMillis());
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
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 2000; i++) {
      shortest = Math.min(shortest, backoff.delay(3).toMillis());
    }
    assertThat(shortest).isLessThan(10);
  }

  @Test
  void shouldRefuseALongestWaitBelowTheFirst() {
    assertThatThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1), 1))
        .hasMessageContaining("PT2S");
  }
}
