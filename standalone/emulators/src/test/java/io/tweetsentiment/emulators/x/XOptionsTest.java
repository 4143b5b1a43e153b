package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.x.XOptions.Spelling;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class XOptionsTest {
  @Test
  void shouldBeHarmlessByDefault() {
    assertThat(XOptions.defaults())
        .isEqualTo(
            new XOptions(
                0,
                "",
                Spelling.TWEET,
                1_000_000,
                Duration.ofMinutes(15),
                Long.MAX_VALUE,
                0,
                0,
                0,
                false,
                1,
                Clock.systemUTC()));
  }

  @Test
  void shouldTakeEachOption() {
    Clock clock = Clock.tickMillis(ZoneOffset.UTC);
    assertThat(
            XOptions.defaults()
                .withPort(9)
                .withToken("token")
                .withSpelling(Spelling.POST)
                .withRateLimit(450, Duration.ofMinutes(1))
                .withUsageCap(10)
                .withShortPages(0.1)
                .withRepeats(0.2)
                .withUnavailable(0.3)
                .withRecentOnly(true)
                .withSeed(4)
                .withClock(clock))
        .isEqualTo(
            new XOptions(
                9,
                "token",
                Spelling.POST,
                450,
                Duration.ofMinutes(1),
                10,
                0.1,
                0.2,
                0.3,
                true,
                4,
                clock));
  }
}
