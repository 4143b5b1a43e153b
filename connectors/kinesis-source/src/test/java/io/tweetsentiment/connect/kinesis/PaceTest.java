package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
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
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

class PaceTest {
  private static final Pace.Settings SETTINGS =
      new Pace.Settings(
          Duration.ofMillis(1),
          Duration.ofMillis(200),
          Duration.ofMillis(1000),
          Duration.ofMillis(900),
          Duration.ofMinutes(5));
  private static final List<Record> SOME = List.of(Record.builder().build());

  private final ManualClock clock = new ManualClock();
  private final Pace pace = new Pace(SETTINGS, clock, () -> 1.0);

  @Test
  void shouldReadOnAtOnceWhenBehindAndRestWhenCaughtUp() {
    assertThat(pace.after(new Page("s", SOME, 5, false))).isEqualTo(SETTINGS.behind());
    assertThat(pace.after(new Page("s", List.of(), 5, false))).isEqualTo(SETTINGS.behind());
    assertThat(pace.after(new Page("s", SOME, 0, false))).isEqualTo(SETTINGS.caughtUp());
    assertThat(pace.after(new Page("s", List.of(), 0, false))).isEqualTo(SETTINGS.empty());
  }

  @Test
  void shouldWaitLongerEachTimeButNeverGiveUpWhenThrottled() {
    for (int millis : new int[] {250, 500, 900, 900}) {
      assertThat(pace.after(FakeKinesis.throttled(), "s")).isEqualTo(Duration.ofMillis(millis));
      clock.advance(Duration.ofHours(1));
    }
    pace.after(new Page("s", SOME, 0, false));

    assertThat(pace.after(FakeKinesis.throttled(), "s")).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void shouldSpreadPausesByHalf() {
    Pace early = new Pace(SETTINGS, clock, () -> 0.0);

    assertThat(early.after(FakeKinesis.throttled(), "s")).isEqualTo(Duration.ofMillis(125));
  }

  @Test
  void shouldGiveUpWithARemedyWhenPatienceIsOver() {
    assertThat(pace.after(FakeKinesis.unavailable(), "s")).isEqualTo(Duration.ofMillis(250));
    clock.advance(Duration.ofMinutes(4));
    assertThat(pace.after(FakeKinesis.unavailable(), "s")).isEqualTo(Duration.ofMillis(500));
    clock.advance(Duration.ofMinutes(1));

    assertThatThrownBy(() -> pace.after(FakeKinesis.unavailable(), "shard 7"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("Cannot read shard 7")
        .hasMessageContaining("Service unavailable")
        .hasMessageContaining("kinesis.retry.timeout.ms");
  }

  @Test
  void shouldBePatientAnewAfterAnAnswer() {
    pace.after(FakeKinesis.unavailable(), "s");
    pace.after(new Page("s", SOME, 0, false));
    clock.advance(Duration.ofHours(1));

    assertThat(pace.after(FakeKinesis.unavailable(), "s")).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void shouldNotTryAgainWhenTheAnswerWillBeTheSame() {
    assertThatThrownBy(() -> pace.after(FakeKinesis.denied(), "s"))
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

    assertThatThrownBy(() -> pace.after(refused, "s"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("kms:Decrypt");
  }

  @Test
  void shouldTellErrorsApart() {
    assertThat(Failure.of(LimitExceededException.builder().build())).isEqualTo(Failure.THROTTLED);
    assertThat(Failure.of(KmsThrottlingException.builder().build())).isEqualTo(Failure.THROTTLED);
    assertThat(Failure.of(SdkClientException.create("reset"))).isEqualTo(Failure.TRANSIENT);
    assertThat(Failure.of((SdkException) ExpiredIteratorException.builder().build()))
        .isEqualTo(Failure.TRANSIENT);
    assertThat(Failure.of(ResourceNotFoundException.builder().build())).isEqualTo(Failure.FATAL);
    assertThat(Failure.ending("s", ResourceNotFoundException.builder().build()))
        .hasMessageContaining("kinesis.region");
  }
}
