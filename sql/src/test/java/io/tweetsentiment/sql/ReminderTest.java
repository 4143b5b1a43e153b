package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ReminderTest {

  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final Reminder reminder = new Reminder(clock);

  @Test
  void shouldBeDueOnceUntilThePauseIsOver() {
    assertThat(reminder.isDue("a", "removed")).isTrue();
    assertThat(reminder.isDue("a", "removed")).isFalse();
    assertThat(reminder.isDue("b", "removed")).isTrue();

    clock.advance(Reminder.PAUSE);
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
