package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void shouldDoubleTheLimitUpToTheMaximum() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), () -> 1);

    assertThat(backoff.delay(0)).isEqualTo(Duration.ofMillis(200));
    assertThat(backoff.delay(3)).isEqualTo(Duration.ofMillis(1600));
    assertThat(backoff.delay(7)).isEqualTo(Duration.ofSeconds(20));
    assertThat(backoff.delay(1_000)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void shouldSpreadDelaysOverTheWholeRange() {
    assertThat(new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(20), () -> 0.25).delay(1))
        .isEqualTo(Duration.ofSeconds(1));
  }
}
