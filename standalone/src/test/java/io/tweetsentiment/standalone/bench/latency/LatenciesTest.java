package io.tweetsentiment.standalone.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  @Test
  void shouldTakeTheTweetsOfAWindowInOrderWhenItsCountGrows() {
    latencies.put("a", ms(0));
    latencies.put("a", ms(10));
    latencies.put("b", ms(20));
    latencies.put("a", ms(30));

    latencies.counted("a", 2, ms(100));
    latencies.counted("b", 1, ms(50));

    assertThat(latencies.waiting()).isEqualTo(1);
    assertThat(latencies.percentile(100, ms(0), ms(10))).isEqualTo(100);
    assertThat(latencies.percentile(100, ms(10), ms(11))).isEqualTo(90);
    assertThat(latencies.percentile(100, ms(20), ms(21))).isEqualTo(30);
  }

  @Test
  void shouldIgnoreACountThatDoesNotGrowAndAWindowOfOthers() {
    latencies.put("a", ms(0));
    latencies.counted("a", 1, ms(5));
    latencies.put("a", ms(6));

    latencies.counted("a", 1, ms(50));
    latencies.counted("other", 7, ms(50));

    assertThat(latencies.waiting()).isEqualTo(1);
    assertThat(latencies.percentile(100, ms(0), ms(100))).isEqualTo(5);
  }

  @Test
  void shouldGiveNearestRankPercentilesOfThePutsInARange() {
    for (int i = 1; i <= 200; i++) {
      latencies.put("a", ms(1_000));
      latencies.counted("a", i, ms(1_000 + i));
    }
    latencies.put("a", ms(2_000));
    latencies.counted("a", 201, ms(9_000));

    assertThat(latencies.percentile(50, ms(1_000), ms(2_000))).isEqualTo(100);
    assertThat(latencies.percentile(99, ms(1_000), ms(2_000))).isEqualTo(198);
    assertThat(latencies.percentile(100, ms(1_000), ms(9_000))).isEqualTo(7_000);
    assertThat(latencies.percentile(50, ms(3_000), ms(9_000))).isNaN();
  }

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
