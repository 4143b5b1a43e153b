package io.tweetsentiment.producer.checkpoint;

import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Claim.DONE;
import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Claim.GRANTED;
import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Claim.TAKEN;
import static io.tweetsentiment.producer.checkpoint.FileCheckpointsTest.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3CheckpointsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final RunIdentity RUN =
      new RunIdentity(
          "api.x.com", Map.of("biden", "biden"), "a", "b", "PT15M", null, 0, "tweets", "us-east-1");
  private static final Slice SLICE = new Slice("biden", NOW, NOW.plusSeconds(900));

  private final FakeS3 s3 = new FakeS3();

  private S3Checkpoints machine(String owner, Instant now) {
    return new S3Checkpoints(
        s3,
        new CheckpointConfig(
            true,
            Path.of("unused"),
            "bucket",
            "ingest",
            Optional.empty(),
            owner,
            Duration.ofMinutes(30)),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void shouldGiveASliceToOneMachine() throws Exception {
    assertThat(machine("one", NOW).claim(SLICE)).isEqualTo(GRANTED);
    assertThat(machine("two", NOW.plusSeconds(1799)).claim(SLICE)).isEqualTo(TAKEN);
    assertThat(machine("one", NOW.plusSeconds(1)).claim(SLICE)).isEqualTo(GRANTED);
  }

  @Test
  void shouldGiveASliceAgainWhenItsClaimHasExpired() throws Exception {
    machine("one", NOW).claim(SLICE);
    assertThat(machine("two", NOW.plusSeconds(1800)).claim(SLICE)).isEqualTo(GRANTED);
    assertThat(machine("one", NOW.plusSeconds(1801)).claim(SLICE)).isEqualTo(TAKEN);
  }

  @Test
  void shouldTakeOverAtOnceFromAProcessOfTheHostThatHasEnded() throws Exception {
    machine(ProcessNameTest.ended(), NOW).claim(SLICE);
    assertThat(machine(ProcessName.own(), NOW).claim(SLICE)).isEqualTo(GRANTED);
    assertThat(machine(ProcessNameTest.running(), NOW).claim(SLICE)).isEqualTo(TAKEN);
  }

  @Test
  void shouldLeaveASliceToAnotherProcessOfTheHostThatRuns() throws Exception {
    machine(ProcessNameTest.running(), NOW).claim(SLICE);
    assertThat(machine(ProcessName.own(), NOW).claim(SLICE)).isEqualTo(TAKEN);
  }

  @Test
  void shouldGiveAReleasedSliceToAnotherMachine() throws Exception {
    machine("one", NOW).claim(SLICE);
    machine("one", NOW).release(SLICE);
    assertThat(machine("two", NOW).claim(SLICE)).isEqualTo(GRANTED);
  }

  @Test
  void shouldKnowWhatAnotherMachineHasFinished() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    assertThat(one.open(RUN, false)).isEmpty();
    one.complete(checkpoint(SLICE.id()));
    assertThat(machine("two", NOW).open(RUN, false))
        .isEqualTo(Map.of(SLICE.id(), checkpoint(SLICE.id())));
    assertThat(machine("two", NOW).claim(SLICE)).isEqualTo(DONE);
    // The first one to finish stands.
    machine("two", NOW).complete(new Checkpoint(SLICE.id(), 1, SentCounts.NONE, Map.of()));
    assertThat(one.finished()).containsValue(checkpoint(SLICE.id()));
  }

  @Test
  void shouldAddUpWhatAllMachinesSpend() throws Exception {
    assertThat(machine("one", NOW).spend(100)).isEqualTo(100);
    assertThat(machine("two", NOW).spend(50)).isEqualTo(150);
    assertThat(machine("one", NOW).spend(-30)).isEqualTo(120);
    assertThat(machine("two", NOW).spend(0)).isEqualTo(120);
  }

  @Test
  void shouldLookAgainWhenAnotherMachineSpendsAtTheSameTime() throws Exception {
    machine("one", NOW).spend(1);
    s3.beforeNextPut(() -> assertThat(spent(machine("two", NOW), 10)).isEqualTo(11));
    assertThat(machine("one", NOW).spend(100)).isEqualTo(111);
  }

  private static long spent(S3Checkpoints machine, long tweets) {
    try {
      return machine.spend(tweets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldRefuseAnotherRunUnlessReset() throws Exception {
    machine("one", NOW).open(RUN, false);
    machine("one", NOW).complete(checkpoint(SLICE.id()));
    RunIdentity other =
        new RunIdentity(
            "api.x.com", Map.of("biden", "x"), "a", "b", "PT15M", null, 0, "tweets", "us-east-1");
    assertThatThrownBy(() -> machine("one", NOW).open(other, false))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("s3://bucket/ingest")
        .hasMessageContaining("--reset");
    assertThat(machine("one", NOW).open(other, true)).isEmpty();
    assertThat(s3.keys()).containsExactly("ingest/run.json");
  }
}
