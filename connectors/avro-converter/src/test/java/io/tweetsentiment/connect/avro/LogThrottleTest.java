package io.tweetsentiment.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  private final AtomicLong now = new AtomicLong(-5);
  private final LogThrottle throttle = new LogThrottle(now::get);

  @Test
  void shouldBeDueOnceUntilThePauseIsOver() {
    assertThat(throttle.isDue("no answer")).isTrue();
    assertThat(throttle.isDue("no answer")).isFalse();
    assertThat(throttle.isDue("other")).isTrue();

    now.addAndGet(LogThrottle.PAUSE.toNanos());

    assertThat(throttle.isDue("no answer")).isTrue();
    assertThat(throttle.isDue("no answer")).isFalse();
  }

  @Test
  void shouldForgetTheOldestWhenThereAreMany() {
    for (int i = 0; i < 1_001; i++) {
      assertThat(throttle.isDue("line " + i)).isTrue();
    }
    assertThat(throttle.isDue("line 1000")).isFalse();
    assertThat(throttle.isDue("line 0")).isTrue();
  }
}
