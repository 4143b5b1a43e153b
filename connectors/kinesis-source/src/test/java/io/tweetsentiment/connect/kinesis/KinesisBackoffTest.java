package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.connect.kinesis.config.BackoffSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.KmsAccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class KinesisBackoffTest {
  private static final BackoffSettings SETTINGS =
      new BackoffSettings(
          Duration.ofMillis(1),
          Duration.ofMillis(200),
          Duration.ofMillis(1000),
          Duration.ofMillis(900),
          Duration.ofMinutes(5));
  private static final List<Record> SOME = List.of(Record.builder().build());

  private final ManualClock clock = new ManualClock();
  private final KinesisBackoff backoff = new KinesisBackoff(SETTINGS, clock);

  @Test
  void shouldReadOnAtOnceWhenBehindAndRestWhenCaughtUp() {
    assertThat(backoff.after(new FetchedRecords("s", SOME, 5, false))).isEqualTo(SETTINGS.behind());
    assertThat(backoff.after(new FetchedRecords("s", List.of(), 5, false)))
        .isEqualTo(SETTINGS.behind());
    assertThat(backoff.after(new FetchedRecords("s", SOME, 0, false)))
        .isEqualTo(SETTINGS.caughtUp());
    assertThat(backoff.after(new FetchedRecords("s", List.of(), 0, false)))
        .isEqualTo(SETTINGS.empty());
  }

  @Test
  void shouldWaitLongerEachTimeButNeverGiveUpWhenThrottled() {
    for (int millis : new int[] {250, 500, 900, 900}) {
      assertPause(backoff.after(FakeKinesis.throttled(), "s"), millis);
      clock.advance(Duration.ofHours(1));
    }
    backoff.after(new FetchedRecords("s", SOME, 0, false));

    assertPause(backoff.after(FakeKinesis.throttled(), "s"), 250);
  }

  /** Pauses are spread at random over the upper half of their range. */
  private static void assertPause(Duration pause, int longestMillis) {
    assertThat(pause.toMillis()).isBetween(longestMillis / 2L, (long) longestMillis);
  }

  @Test
  void shouldSpreadPausesAtRandom() {
    Set<Duration> pauses = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      pauses.add(new KinesisBackoff(SETTINGS, clock).after(FakeKinesis.throttled(), "s"));
    }

    assertThat(pauses).hasSizeGreaterThan(50);
  }

  @Test
  void shouldFailWithARemedyAfterTheRetryTimeout() {
    assertPause(backoff.after(FakeKinesis.unavailable(), "s"), 250);
    clock.advance(Duration.ofMinutes(4));
    assertPause(backoff.after(FakeKinesis.unavailable(), "s"), 500);
    clock.advance(Duration.ofMinutes(1));

    assertThatThrownBy(() -> backoff.after(FakeKinesis.unavailable(), "shard 7"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Cannot read shard 7")
        .hasMessageContaining("Service unavailable")
        .hasMessageContaining("kinesis.retry.timeout.ms");
  }

  @Test
  void shouldTellAServerThatRestartsFromOneThatFails() {
    assertThat(backoff.failsForLong()).isFalse();
    backoff.after(FakeKinesis.unavailable(), "s");
    clock.advance(Duration.ofSeconds(29));
    assertThat(backoff.failsForLong()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(backoff.failsForLong()).isTrue();
    backoff.succeeded();
    assertThat(backoff.failsForLong()).isFalse();
  }

  @Test
  void shouldWarnOnceAMinuteHasPassedWhenAnotherReaderUsesTheConsumer() {
    SdkException inUse = ResourceInUseException.builder().message("in use").build();
    try (CapturedLog log = new CapturedLog(KinesisBackoff.class)) {
      for (int second = 0; second < 60; second += 5) {
        backoff.inUse(inUse, "shard 7");
        // Each of two readers gets the shard for a moment.
        backoff.succeeded();
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(log.lines()).isEmpty();

      for (int second = 0; second < 300; second += 5) {
        backoff.inUse(inUse, "shard 7");
        clock.advance(Duration.ofSeconds(5));
      }
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARN")
          .contains("shard 7", "kinesis.fanout.consumer.name");

      clock.advance(Duration.ofMinutes(10));
      backoff.inUse(inUse, "shard 7");
      assertThat(log.lines()).as("a task that was stopped").hasSize(1);
    }
  }

  @Test
  void shouldRestartTheRetryTimeoutAfterAnAnswer() {
    backoff.after(FakeKinesis.unavailable(), "s");
    backoff.after(new FetchedRecords("s", SOME, 0, false));
    clock.advance(Duration.ofHours(1));

    assertPause(backoff.after(FakeKinesis.unavailable(), "s"), 250);
  }

  @Test
  void shouldNotTryAgainWhenTheAnswerWillBeTheSame() {
    assertThatThrownBy(() -> backoff.after(FakeKinesis.denied(), "s"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("kinesis:GetRecords");
  }

  @Test
  void shouldNameThePermissionWhenTheKeyOfTheStreamIsRefused() {
    SdkException refused =
        KmsAccessDeniedException.builder()
            .statusCode(400)
            .message("The ciphertext refers to a key that you may not use")
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("KMSAccessDeniedException").build())
            .build();

    assertThatThrownBy(() -> backoff.after(refused, "s"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("kms:Decrypt");
  }

  @Test
  void shouldClassifyErrors() {
    assertThat(KinesisFailure.of(LimitExceededException.builder().build()))
        .isEqualTo(KinesisFailure.THROTTLED);
    assertThat(KinesisFailure.of(KmsThrottlingException.builder().build()))
        .isEqualTo(KinesisFailure.THROTTLED);
    assertThat(KinesisFailure.of(SdkClientException.create("reset")))
        .isEqualTo(KinesisFailure.TRANSIENT);
    assertThat(KinesisFailure.of((SdkException) ExpiredIteratorException.builder().build()))
        .isEqualTo(KinesisFailure.TRANSIENT);
    assertThat(KinesisFailure.of(ResourceNotFoundException.builder().build()))
        .isEqualTo(KinesisFailure.FATAL);
    assertThat(KinesisFailure.toException("s", ResourceNotFoundException.builder().build()))
        .hasMessageContaining("kinesis.region");
  }
}
