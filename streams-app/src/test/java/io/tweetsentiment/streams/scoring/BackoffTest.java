package io.tweetsentiment.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void shouldDoubleUpToTheLongest() {
    Backoff backoff = new Backoff(FIRST, LONGEST, () -> 1.0);

    assertThat(backoff.delay(1)).isEqualTo(FIRST);
    assertThat(backoff.delay(2)).isEqualTo(Duration.ofMillis(400));
    assertThat(backoff.delay(8)).isEqualTo(Duration.ofMillis(25_600));
    assertThat(backoff.delay(9)).isEqualTo(LONGEST);
    assertThat(backoff.delay(1_000)).isEqualTo(LONGEST);
  }

  @Test
  void shouldKeepHalfOfTheDelayWhenTheJitterIsLeast() {
    assertThat(new Backoff(FIRST, LONGEST, () -> 0.0).delay(2)).isEqualTo(FIRST);
  }
}
