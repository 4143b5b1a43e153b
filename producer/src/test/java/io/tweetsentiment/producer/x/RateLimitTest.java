package io.tweetsentiment.producer.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant RESET = NOW.plusSeconds(900);

  private final RateLimit limit = new RateLimit(Duration.ZERO);

  private static List<LimitWindow> stated(long left, Instant reset) {
    return List.of(new LimitWindow("the rate limit of X", Optional.of(left), reset));
  }

  private boolean free(Instant at) {
    return limit.take(at).time().isZero();
  }

  @Test
  void shouldBeFreeWhileNothingIsKnown() {
    for (int i = 0; i < 1000; i++) {
      assertThat(free(NOW)).isTrue();
    }
  }

  @Test
  void shouldGiveWhatRemainsAndThenWaitForTheReset() {
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(2, RESET));
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(limit.take(NOW.plusSeconds(10)).time()).isEqualTo(Duration.ofSeconds(890));
    assertThat(free(RESET)).isTrue();
  }

  @Test
  void shouldCountRequestsUnderWayAsSpentWhenTheLimitBecomesKnown() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(3, RESET));
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isFalse();
  }

  @Test
  void shouldNotForgetSpentPermitsWhenResponsesComeOutOfOrder() {
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(5, RESET));
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(3, RESET));
    limit.ended(stated(4, RESET));
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isFalse();
  }

  @Test
  void shouldStopAllWorkersWhenOneIsRefused() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.refused("the rate limit of X", RESET);
    limit.ended(stated(100, RESET));
    assertThat(limit.take(NOW).time()).isEqualTo(Duration.ofMinutes(15));
    assertThat(free(RESET)).isTrue();
  }

  @Test
  void shouldPauseWhenARequestCameTooSoonAndTheWindowHasMore() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(200, RESET));
    limit.tooSoon(NOW, 1);
    assertThat(limit.take(NOW).time()).isEqualTo(Duration.ofSeconds(1));
    assertThat(free(NOW.plusSeconds(1))).isTrue();
    limit.tooSoon(NOW.plusSeconds(1), 2);
    assertThat(limit.take(NOW.plusSeconds(1)).time()).isEqualTo(Duration.ofSeconds(2));
    assertThat(free(NOW.plusSeconds(3))).isTrue();
    limit.tooSoon(NOW.plusSeconds(3), 1000);
    assertThat(limit.take(NOW.plusSeconds(3)).time()).isEqualTo(Duration.ofSeconds(64));
  }

  @Test
  void shouldIgnoreTheLastWindowWhenTheNextIsKnown() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(stated(10, RESET));
    limit.ended(stated(0, RESET.minusSeconds(900)));
    assertThat(free(NOW)).isTrue();
  }

  @Test
  void shouldKeepTheInterval() {
    RateLimit slow = new RateLimit(Duration.ofSeconds(1));
    assertThat(slow.take(NOW).time()).isZero();
    assertThat(slow.take(NOW.plusMillis(300)).time()).isEqualTo(Duration.ofMillis(700));
    assertThat(slow.take(NOW.plusMillis(1000)).time()).isZero();
  }

  @Test
  void shouldWaitForTheDayWhenItsLimitIsUsedUp() {
    Instant tomorrow = NOW.plusSeconds(50_000);
    assertThat(free(NOW)).isTrue();
    limit.ended(
        List.of(
            new LimitWindow("the rate limit of X", Optional.of(299L), RESET),
            new LimitWindow("the day", Optional.of(1L), tomorrow)));
    assertThat(free(NOW)).isTrue();
    assertThat(limit.take(NOW))
        .isEqualTo(new RateLimit.Wait(Duration.ofSeconds(50_000), "the day"));
    assertThat(limit.take(RESET).limit()).isEqualTo("the day");
    assertThat(free(tomorrow)).isTrue();
  }
}
