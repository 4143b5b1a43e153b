package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class IdleWatchTest {

  private Instant now = Instant.EPOCH;
  private final IdleWatch watch =
      new IdleWatch(
          new Clock() {
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
          });

  @Test
  void shouldCountFromTheLastChange() {
    assertThat(watch.idle("a")).isEqualTo(Duration.ZERO);
    now = now.plusSeconds(7);
    assertThat(watch.idle("a")).isEqualTo(Duration.ofSeconds(7));
    assertThat(watch.idle("b")).isEqualTo(Duration.ZERO);
    now = now.plusSeconds(2);
    assertThat(watch.idle("b")).isEqualTo(Duration.ofSeconds(2));
  }
}
