package io.tweetsentiment.producer.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.checkpoint.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class XClockTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.250Z");

  private static Optional<String> date(Instant instant) {
    return Optional.of(
        DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC)));
  }

  /** One exchange of the given length with a server that is ahead by some milliseconds. */
  private static void exchange(XClock time, MutableClock clock, long ahead, int millis) {
    Instant sent = clock.instant();
    clock.advance(Duration.ofMillis(millis / 2));
    Optional<String> date = date(clock.instant().plusMillis(ahead));
    clock.advance(Duration.ofMillis(millis - millis / 2));
    time.answered(sent, date);
  }

  @Property
  void shouldFindTheDifferenceWithinASecondWhateverTheNetworkTakes(
      @ForAll @IntRange(min = -40_000_000, max = 40_000_000) int ahead,
      @ForAll @IntRange(max = 3_000) int first,
      @ForAll @IntRange(max = 700) int second) {
    MutableClock clock = new MutableClock(NOW);
    XClock time = new XClock(clock);
    exchange(time, clock, ahead, first);
    clock.advance(Duration.ofMillis(12_345));
    exchange(time, clock, ahead, second);
    Duration error = Duration.between(clock.instant().plusMillis(ahead), time.now()).abs();
    assertThat(error).isLessThanOrEqualTo(Duration.ofMillis(1_700));
  }

  @Property
  void shouldTakeAClockThatMayBeRightAsRight(
      @ForAll @IntRange(max = 3_000) int first, @ForAll @IntRange(max = 3_000) int second) {
    MutableClock clock = new MutableClock(NOW);
    XClock time = new XClock(clock);
    exchange(time, clock, 0, first);
    exchange(time, clock, 0, second);
    assertThat(time.difference()).isZero();
  }

  @Test
  void shouldFollowAClockThatIsSet() {
    MutableClock clock = new MutableClock(NOW);
    XClock time = new XClock(clock);
    exchange(time, clock, 60_000, 100);
    assertThat(time.difference()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
    exchange(time, clock, 0, 100);
    assertThat(time.difference()).isZero();
  }

  @Test
  void shouldIgnoreWhatIsNoClock() {
    MutableClock clock = new MutableClock(NOW);
    XClock time = new XClock(clock);
    time.answered(NOW, Optional.empty());
    time.answered(NOW, Optional.of("yesterday"));
    exchange(time, clock, Duration.ofDays(400).toMillis(), 100);
    assertThat(time.difference()).isZero();
  }
}
