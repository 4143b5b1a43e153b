package io.tweetsentiment.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LogThrottleTest {

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final LogThrottle reminder = new LogThrottle(clock);

  @Test
  void shouldBeDueOnceUntilThePauseIsOver() {
    assertThat(reminder.isDue("a", "removed")).isTrue();
    assertThat(reminder.isDue("a", "removed")).isFalse();
    assertThat(reminder.isDue("b", "removed")).isTrue();

    clock.advance(LogThrottle.PAUSE);
    assertThat(reminder.isDue("a", "removed")).isTrue();
    assertThat(reminder.isDue("a", "removed")).isFalse();
  }

  @Test
  void shouldBeDueWhenTheLineIsAnother() {
    assertThat(reminder.isDue("a", "removed")).isTrue();
    assertThat(reminder.isDue("a", "written again")).isTrue();
  }

  @Test
  void shouldBeDueAgainWhenItWasOver() {
    assertThat(reminder.isDue("a", "removed")).isTrue();
    reminder.over("a");
    assertThat(reminder.isDue("a", "removed")).isTrue();
  }
}
