package io.tweetsentiment.producer.x;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant RESET = NOW.plusSeconds(900);

  private final RateLimit limit = new RateLimit(Duration.ZERO);

  private boolean free(Instant at) {
    return limit.take(at).isZero();
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
    limit.ended(2, RESET);
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(limit.take(NOW.plusSeconds(10))).isEqualTo(Duration.ofSeconds(890));
    assertThat(free(RESET)).isTrue();
  }

  @Test
  void shouldCountRequestsUnderWayAsSpentWhenTheLimitBecomesKnown() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(3, RESET);
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isFalse();
  }

  @Test
  void shouldNotForgetSpentPermitsWhenResponsesComeOutOfOrder() {
    assertThat(free(NOW)).isTrue();
    limit.ended(5, RESET);
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(3, RESET);
    limit.ended(4, RESET);
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isFalse();
  }

  @Test
  void shouldStopAllWorkersWhenOneIsRefused() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.refused(RESET);
    limit.ended(100, RESET);
    assertThat(limit.take(NOW)).isEqualTo(Duration.ofMinutes(15));
    assertThat(free(RESET)).isTrue();
  }

  @Test
  void shouldPauseWhenARequestCameTooSoonAndTheWindowHasMore() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(200, RESET);
    limit.tooSoon(NOW, 1);
    assertThat(limit.take(NOW)).isEqualTo(Duration.ofSeconds(1));
    assertThat(free(NOW.plusSeconds(1))).isTrue();
    limit.tooSoon(NOW.plusSeconds(1), 2);
    assertThat(limit.take(NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
    assertThat(free(NOW.plusSeconds(3))).isTrue();
    limit.tooSoon(NOW.plusSeconds(3), 1000);
    assertThat(limit.take(NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(64));
  }

  @Test
  void shouldIgnoreTheLastWindowWhenTheNextIsKnown() {
    assertThat(free(NOW)).isTrue();
    assertThat(free(NOW)).isTrue();
    limit.ended(10, RESET);
    limit.ended(0, RESET.minusSeconds(900));
    assertThat(free(NOW)).isTrue();
  }

  @Test
  void shouldKeepTheInterval() {
    RateLimit slow = new RateLimit(Duration.ofSeconds(1));
    assertThat(slow.take(NOW)).isZero();
    assertThat(slow.take(NOW.plusMillis(300))).isEqualTo(Duration.ofMillis(700));
    assertThat(slow.take(NOW.plusMillis(1000))).isZero();
  }
}
