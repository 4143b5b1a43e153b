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

  @Test
  void shouldCostNoRateWhenCallersAreALittleLate() {
    RateLimiter limit = new RateLimiter(0, 10, clock::get);
    int calls = 0;
    long start = clock.get();
    while (clock.get() - start < Duration.ofSeconds(100).toNanos()) {
      clock.addAndGet(limit.untilNextCall().plusMillis(2).toNanos());
      limit.book(1);
      calls++;
    }

    assertThat(calls).isBetween(998, 1_001);
  }

  @Test
  void shouldSlowDownOnceASecondWhenTheServiceThrottlesAndRecover() {
    RateLimiter limit = new RateLimiter(0, 10, clock::get);
    limit.throttled();
    limit.throttled();
    assertThat(interval(limit)).isEqualTo(Duration.ofMillis(142));

    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    limit.throttled();
    assertThat(interval(limit)).isEqualTo(Duration.ofMillis(204));

    for (int i = 0; i < 40; i++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      limit.succeeded();
    }
    assertThat(interval(limit)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void shouldLearnTheRateWhenNoneIsSetAndForgetItAgain() {
    RateLimiter limit = new RateLimiter(0, 0, clock::get);
    for (int i = 0; i < 200; i++) {
      clock.addAndGet(Duration.ofMillis(20).toNanos());
      limit.book(1);
    }
    limit.throttled();
    assertThat(interval(limit)).as("70 % of 50 a second").isBetween(ms(28), ms(29));

    for (int i = 0; i < 100; i++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      limit.succeeded();
    }
    assertThat(interval(limit)).isZero();
  }

  /** Time between two calls, in whole milliseconds. */
  private Duration interval(RateLimiter limit) {
    clock.addAndGet(Duration.ofMinutes(1).toNanos());
    limit.book(1);
    return Duration.ofMillis(limit.untilNextCall().toMillis());
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void shouldKeepMostCallsUnthrottledWhenTheLimitIsTooHigh() {
    RateLimiter limit = new RateLimiter(0, 10, clock::get);
    double tokens = 5;
    long filledAt = clock.get();
    int throttled = 0;
    int calls = 0;
    for (long end = clock.get() + Duration.ofMinutes(10).toNanos(); clock.get() < end; calls++) {
      clock.addAndGet(limit.book(1).toNanos());
      tokens = Math.min(5, tokens + (clock.get() - filledAt) / 1e9 * 5);
      filledAt = clock.get();
      if (tokens >= 1) {
        tokens--;
        limit.succeeded();
      } else {
        throttled++;
        limit.throttled();
      }
    }

    assertThat((double) throttled / calls).isLessThan(0.06);
    assertThat(calls - throttled).isGreaterThan(9 * 60 * 5 * 8 / 10);
  }
}
