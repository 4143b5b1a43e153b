package io.tweetsentiment.emulators.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KinesisOptionsTest {
  private static final Path DIRECTORY = Path.of("kinesis");

  @Test
  void shouldBeHarmlessByDefault() {
    assertThat(KinesisOptions.in(DIRECTORY))
        .isEqualTo(
            new KinesisOptions(
                DIRECTORY,
                0,
                Duration.ofMinutes(5),
                false,
                Duration.ofDays(365),
                false,
                0,
                1,
                64L << 20,
                Clock.systemUTC()));
  }

  @Test
  void shouldTakeEachOption() {
    Clock clock = Clock.tickMillis(java.time.ZoneOffset.UTC);
    assertThat(
            KinesisOptions.in(DIRECTORY)
                .withPort(9)
                .withIteratorLife(Duration.ofSeconds(1))
                .withFsync(true)
                .withRetention(Duration.ofHours(24))
                .withShardLimits(true)
                .withFailedEntries(0.5, 7)
                .withSegmentBytes(4096)
                .withClock(clock))
        .isEqualTo(
            new KinesisOptions(
                DIRECTORY,
                9,
                Duration.ofSeconds(1),
                true,
                Duration.ofHours(24),
                true,
                0.5,
                7,
                4096,
                clock));
  }
}
