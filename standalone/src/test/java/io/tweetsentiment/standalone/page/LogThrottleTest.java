package io.tweetsentiment.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private final AtomicLong now = new AtomicLong(-5);
  private final LogThrottle repeats = new LogThrottle(now::get);

  @Test
  void shouldBeDueOnceUntilThePauseIsOver() {
    assertThat(repeats.isDue("no answer")).isTrue();
    assertThat(repeats.isDue("no answer")).isFalse();
    assertThat(repeats.isDue("other")).isTrue();

    now.addAndGet(LogThrottle.PAUSE.toNanos());

    assertThat(repeats.isDue("no answer")).isTrue();
    assertThat(repeats.isDue("no answer")).isFalse();
  }

  @Test
  void shouldForgetTheOldestWhenThereAreMany() {
    for (int i = 0; i < 1_001; i++) {
      assertThat(repeats.isDue("line " + i)).isTrue();
    }
    assertThat(repeats.isDue("line 1000")).isFalse();
    assertThat(repeats.isDue("line 0")).isTrue();
  }
}
