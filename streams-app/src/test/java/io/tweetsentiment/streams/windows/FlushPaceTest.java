package io.tweetsentiment.streams.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlushPaceTest {

  private static final long NOW = 1_000_000;
  private static final FlushPace PACE =
      new FlushPace(Duration.ofMillis(100), Duration.ofSeconds(1));

  @Test
  void shouldSendAtEachTickWhenRecordsAreRecent() {
    assertThat(PACE.isDue(NOW, NOW - 1_000, NOW - 100, true)).isTrue();
  }

  @Test
  void shouldWaitWhenTheTaskIsBehind() {
    assertThat(PACE.isDue(NOW, NOW - 1_001, NOW - 100, true)).isFalse();
  }

  @Test
  void shouldSendNowAndThenWhenTheTaskIsBehind() {
    assertThat(PACE.isDue(NOW, NOW - 1_001, NOW - 1_000, true)).isTrue();
  }

  @Test
  void shouldSendAtOnceWhenNothingIsReadAnyMore() {
    assertThat(PACE.isDue(NOW, NOW - 5_000, NOW - 100, false)).isTrue();
  }
}
