package io.tweetsentiment.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LogThrottleTest {

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final LogThrottle throttle = new LogThrottle(clock);

  @Test
  void shouldBeDueOnceUntilThePauseIsOver() {
    assertThat(throttle.isDue("a", "removed")).isTrue();
    assertThat(throttle.isDue("a", "removed")).isFalse();
    assertThat(throttle.isDue("b", "removed")).isTrue();

    clock.advance(LogThrottle.INTERVAL);
    assertThat(throttle.isDue("a", "removed")).isTrue();
    assertThat(throttle.isDue("a", "removed")).isFalse();
  }

  @Test
  void shouldBeDueWhenTheLineIsAnother() {
    assertThat(throttle.isDue("a", "removed")).isTrue();
    assertThat(throttle.isDue("a", "written again")).isTrue();
  }

  @Test
  void shouldBeDueAgainWhenItWasOver() {
    assertThat(throttle.isDue("a", "removed")).isTrue();
    throttle.reset("a");
    assertThat(throttle.isDue("a", "removed")).isTrue();
  }
}
