package io.tweetsentiment.sentiment.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

  private final AtomicLong clock = new AtomicLong(-5_000);

  @Test
  void shouldSpreadDocumentsEvenlyWhenTheirRateIsLimited() {
    RateLimiter limit = new RateLimiter(250, 0, clock::get);

    assertThat(limit.book(25)).isZero();
    assertThat(limit.book(25)).isEqualTo(Duration.ofMillis(100));
    clock.addAndGet(Duration.ofMillis(150).toNanos());
    assertThat(limit.book(5)).isEqualTo(Duration.ofMillis(50));
    assertThat(limit.book(5)).isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void shouldLimitCallsWhenTheyAreSmall() {
    RateLimiter limit = new RateLimiter(1000, 10, clock::get);

    assertThat(limit.book(1)).isZero();
    assertThat(limit.book(1)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldNotSaveUpUnusedTime() {
    RateLimiter limit = new RateLimiter(10, 0, clock::get);
    clock.addAndGet(Duration.ofHours(1).toNanos());

    assertThat(limit.book(10)).isZero();
    assertThat(limit.book(10)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldNeverWaitWhenNothingIsLimited() {
    RateLimiter limit = new RateLimiter(0, 0, clock::get);

    assertThat(limit.book(1_000_000)).isZero();
    assertThat(limit.book(1_000_000)).isZero();
  }
}
