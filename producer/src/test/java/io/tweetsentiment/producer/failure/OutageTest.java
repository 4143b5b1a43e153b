package io.tweetsentiment.producer.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private final Outage outage =
      new Outage(new SliceRetry(3, Duration.ofMinutes(1), 20, Duration.ofMinutes(10)));

  private static Instant minute(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static Optional<Instant> at(int minutes) {
    return Optional.of(minute(minutes));
  }

  @Test
  void shouldPauseLongerEachTimeAndNotForEver() {
    assertThat(outage.until()).isBefore(NOW);
    assertThat(outage.unanswered("a", NOW, minute(1))).isEqualTo(at(2));
    assertThat(outage.until()).isEqualTo(minute(2));
    assertThat(outage.unanswered("a", minute(2), minute(3))).isEqualTo(at(5));
    assertThat(outage.unanswered("b", minute(5), minute(6))).isEqualTo(at(10));
    assertThat(outage.unanswered("a", minute(10), minute(11))).as("8 more minutes").isEmpty();
  }

  @Test
  void shouldPauseOnceForAllWorkers() {
    assertThat(outage.unanswered("a", NOW, minute(1))).isEqualTo(at(2));
    assertThat(outage.unanswered("b", NOW, minute(1))).isEqualTo(at(2));
    assertThat(outage.unanswered("c", minute(1), minute(2))).isEqualTo(at(2));
    assertThat(outage.unanswered("a", minute(2), minute(3))).isEqualTo(at(5));
  }

  @Test
  void shouldEndWithAPage() {
    outage.unanswered("a", NOW, minute(1));
    outage.unanswered("a", minute(2), minute(3));
    outage.answered("a", minute(5));
    assertThat(outage.until()).isBefore(NOW);
    assertThat(outage.unanswered("a", minute(6), minute(7))).isEqualTo(at(8));
  }

  @Test
  void shouldLeaveASliceToItsOwnReason() {
    outage.answered("b", minute(1));
    assertThat(outage.unanswered("a", NOW, minute(2))).as("others get answers").isEmpty();
    assertThat(outage.unanswered("c", minute(2), minute(3))).isEqualTo(at(4));
    outage.answered("b", minute(5));
    assertThat(outage.unanswered("c", minute(6), minute(7))).as("since it paused").isEmpty();
  }
}
