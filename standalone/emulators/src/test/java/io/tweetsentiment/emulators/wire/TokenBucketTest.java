package io.tweetsentiment.emulators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final class StepClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final StepClock clock = new StepClock();
  private final TokenBucket bucket = new TokenBucket(10, clock);

  @Test
  void shouldGiveASecondsWorthThenRefillEvenly() {
    assertThat(bucket.take(10)).isTrue();
    assertThat(bucket.take(1)).isFalse();
    clock.now = clock.now.plus(Duration.ofMillis(250));
    assertThat(bucket.take(2)).isTrue();
    assertThat(bucket.take(1)).isFalse();
    clock.now = clock.now.plus(Duration.ofHours(1));
    assertThat(bucket.take(11)).isFalse();
    assertThat(bucket.take(10)).isTrue();
  }

  @Test
  void shouldWaitUntilADebtIsPaid() {
    assertThat(bucket.takeOnCredit(30)).isTrue();
    clock.now = clock.now.plus(Duration.ofSeconds(2));
    assertThat(bucket.takeOnCredit(0)).isFalse();
    clock.now = clock.now.plus(Duration.ofMillis(100));
    assertThat(bucket.takeOnCredit(5)).isTrue();
  }
}
