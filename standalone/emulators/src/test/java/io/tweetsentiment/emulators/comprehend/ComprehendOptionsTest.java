package io.tweetsentiment.emulators.comprehend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ComprehendOptionsTest {
  @Test
  void shouldBeHarmlessByDefault() {
    ComprehendOptions defaults = ComprehendOptions.defaults();
    assertThat(defaults)
        .isEqualTo(
            new ComprehendOptions(
                0, defaults.scores(), Duration.ZERO, 0, 0, 0, false, 1, Clock.systemUTC()));
    assertThat(defaults.scores().apply("text")).hasSize(4);
  }

  @Test
  void shouldTakeEachOption() {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    Function<String, double[]> scores = text -> new double[4];
    assertThat(
            ComprehendOptions.defaults()
                .withPort(9)
                .withScores(scores)
                .withLatency(Duration.ofMillis(100))
                .withDocumentsPerSecond(250)
                .withThrottled(0.1)
                .withItemErrors(0.03, true)
                .withSeed(5)
                .withClock(clock))
        .isEqualTo(
            new ComprehendOptions(
                9, scores, Duration.ofMillis(100), 250, 0.1, 0.03, true, 5, clock));
  }
}
