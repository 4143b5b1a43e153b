package io.tweetsentiment.connect.s3.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.connect.s3.storage.PartitionPath;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RotationPolicyTest {
  private static RotationPolicy policy(long interval, long schedule, ZoneId zone) {
    return new RotationPolicy(3, interval, schedule, -1, zone, true, 2);
  }

  @Test
  void shouldBeFullAtFlushSize() {
    assertThat(policy(-1, -1, ZoneOffset.UTC).full(2)).isFalse();
    assertThat(policy(-1, -1, ZoneOffset.UTC).full(3)).isTrue();
  }

  @Test
  void shouldElapseByRecordTime() {
    assertThat(policy(1000, -1, ZoneOffset.UTC).elapsed(5000, 5999)).isFalse();
    assertThat(policy(1000, -1, ZoneOffset.UTC).elapsed(5000, 6000)).isTrue();
    assertThat(policy(-1, -1, ZoneOffset.UTC).elapsed(0, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void shouldChangeWithThePathAndStopAtTheMostOpenFiles() {
    PartitionPath one = new PartitionPath("t", "1");
    PartitionPath two = new PartitionPath("t", "2");
    RotationPolicy policy = policy(1000, -1, ZoneOffset.UTC);

    assertThat(policy(-1, -1, ZoneOffset.UTC).partitionChanged(one, two))
        .as("without a limit of record time")
        .isFalse();
    assertThat(policy.partitionChanged(one, two)).isTrue();
    assertThat(policy.partitionChanged(one, one)).isFalse();
    assertThat(policy.partitionChanged(null, one)).isFalse();
    assertThat(policy.atFileLimit(1)).isFalse();
    assertThat(policy.atFileLimit(2)).isTrue();
  }

  @Test
  void shouldKeepFilesOpenLongerTheLongerRecordsKeepComing() {
    RotationPolicy policy = new RotationPolicy(3, -1, -1, 500, ZoneOffset.UTC, true, 2);

    assertThat(policy.busyUntil(10_000, 10_000)).isEqualTo(10_500);
    assertThat(policy.busyUntil(10_000, 10_500)).isEqualTo(11_000);
    assertThat(policy.busyUntil(10_000, 11_000)).isEqualTo(12_000);
    assertThat(policy.busyUntil(10_000, 12_000)).isEqualTo(14_000);
  }

  @Test
  void shouldCloseFilesSoonAfterTheLastRecord() {
    RotationPolicy policy = new RotationPolicy(3, -1, -1, 500, ZoneOffset.UTC, true, 2);

    assertThat(policy.idleAt(10_000)).isEqualTo(10_500);
    assertThat(policy.idle(10_000, 10_499)).isFalse();
    assertThat(policy.idle(10_000, 10_500)).isTrue();
    assertThat(policy(-1, -1, ZoneOffset.UTC).idleAt(10_000)).isEqualTo(Long.MAX_VALUE);
    assertThat(policy(-1, -1, ZoneOffset.UTC).busyUntil(0, 10_000)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldCountTheScheduleFromLocalMidnight() {
    long now = Instant.parse("2026-01-01T10:20:30Z").toEpochMilli();

    assertThat(Instant.ofEpochMilli(policy(-1, 60_000, ZoneOffset.UTC).nextScheduled(now)))
        .isEqualTo("2026-01-01T10:21:00Z");
    assertThat(
            Instant.ofEpochMilli(
                policy(-1, 86_400_000, ZoneId.of("Asia/Kolkata")).nextScheduled(now)))
        .isEqualTo("2026-01-01T18:30:00Z");
    assertThat(policy(-1, -1, ZoneOffset.UTC).nextScheduled(now)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldBeDueAtMidnightOnDaysOf23And25Hours() {
    RotationPolicy daily = policy(-1, 86_400_000, ZoneId.of("Europe/Berlin"));

    assertThat(Instant.ofEpochMilli(daily.nextScheduled(millis("2024-03-31T08:00:00Z"))))
        .isEqualTo("2024-03-31T22:00:00Z");
    assertThat(Instant.ofEpochMilli(daily.nextScheduled(millis("2024-10-27T08:00:00Z"))))
        .as("24 hours after midnight")
        .isEqualTo("2024-10-27T22:00:00Z");
    assertThat(Instant.ofEpochMilli(daily.nextScheduled(millis("2024-10-27T22:00:00Z"))))
        .isEqualTo("2024-10-27T23:00:00Z");
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
