package io.tweetsentiment.connect.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryLogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RetryLog log = new RetryLog();

  @Test
  void shouldReportTheFirstFailureAndStaySilentAtItsRetries() {
    assertThat(log.failed("503", START)).contains("Retrying: 503");
    assertThat(log.failed("503", START.plus(PAUSE))).isEmpty();
    assertThat(log.failed("another", START.plus(PAUSE).plus(PAUSE))).isEmpty();
  }

  @Test
  void shouldRemindEveryFewMinutesWhileTheFailureContinues() {
    log.failed("503", START);
    Instant due = START.plus(RetryLog.REMINDER_INTERVAL);

    assertThat(log.failed("503", due)).contains("Still retrying, since 2026-01-01T00:00:00Z: 503");
    assertThat(log.failed("503", due.plus(PAUSE))).isEmpty();
    assertThat(log.failed("503", due.plus(RetryLog.REMINDER_INTERVAL))).isPresent();
  }

  @Test
  void shouldReportTheRecoveryOnceAndTheNextFailureAgain() {
    log.failed("503", START);

    assertThat(log.succeeded(START.plusSeconds(90))).contains("Storing files again after 90 s");
    assertThat(log.succeeded(START.plusSeconds(91))).isEmpty();
    assertThat(log.failed("503", START.plusSeconds(92))).isPresent();
  }

  @Test
  void shouldReportNothingWithoutAFailure() {
    assertThat(log.succeeded(START)).isEmpty();
  }
}
