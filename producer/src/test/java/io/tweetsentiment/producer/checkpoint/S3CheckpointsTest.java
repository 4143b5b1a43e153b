package io.tweetsentiment.producer.checkpoint;

import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Answer.ENDED;
import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Answer.GRANTED;
import static io.tweetsentiment.producer.checkpoint.CheckpointStore.Answer.TAKEN;
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
  private static final RunIdentity RUN = new RunIdentity("api.x.com", 0, "tweets", "us-east-1");
  private static final Slice SLICE = new Slice("biden", NOW, NOW.plusSeconds(900));
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final FakeS3 s3 = new FakeS3();

  private S3Checkpoints machine(String owner, Instant now) {
    return new S3Checkpoints(
        s3,
        new CheckpointConfig(
            true, Path.of("unused"), "bucket", "ingest", Optional.empty(), owner, LEASE),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static CheckpointStore.Answer claim(S3Checkpoints machine) throws IOException {
    return machine.claim(SLICE).answer();
  }

  private static Checkpoint page(Checkpoint before, int tweets, String next) {
    return before.page(
        tweets,
        new SentCounts(tweets, 0, 0, 0),
        Map.of("shard-0", "7"),
        Optional.ofNullable(next),
        Map.of(),
        NOW);
  }

  @Test
  void shouldGiveASliceToOneMachine() throws Exception {
    assertThat(claim(machine("one", NOW))).isEqualTo(GRANTED);
    assertThat(claim(machine("two", NOW.plusSeconds(299)))).isEqualTo(TAKEN);
    assertThat(claim(machine("one", NOW.plusSeconds(1)))).isEqualTo(GRANTED);
  }

  @Test
  void shouldGiveASliceAgainWhenItsLeaseHasExpired() throws Exception {
    machine("one", NOW).claim(SLICE);
    assertThat(claim(machine("two", NOW.plus(LEASE)))).isEqualTo(GRANTED);
    assertThat(claim(machine("one", NOW.plus(LEASE).plusSeconds(1)))).isEqualTo(TAKEN);
  }

  @Test
  void shouldTakeOverAtOnceFromAProcessOfTheHostThatHasEnded() throws Exception {
    machine(ProcessNameTest.ended(), NOW).claim(SLICE);
    assertThat(claim(machine(ProcessName.own(), NOW))).isEqualTo(GRANTED);
    assertThat(claim(machine(ProcessNameTest.running(), NOW))).isEqualTo(TAKEN);
  }

  @Test
  void shouldLeaveASliceToAnotherProcessOfTheHostThatRuns() throws Exception {
    machine(ProcessNameTest.running(), NOW).claim(SLICE);
    assertThat(claim(machine(ProcessName.own(), NOW))).isEqualTo(TAKEN);
  }

  @Test
  void shouldGoOnWithTheNextPageOnAnotherMachine() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    Checkpoint first = page(one.claim(SLICE).known(), 100, "t2");
    one.save(first);
    one.release(SLICE);
    S3Checkpoints two = machine("two", NOW);
    CheckpointStore.Claim claim = two.claim(SLICE);
    assertThat(claim.answer()).isEqualTo(GRANTED);
    assertThat(claim.known()).isEqualTo(first);
    two.save(page(first, 50, null));
    assertThat(machine("three", NOW).claim(SLICE).answer()).isEqualTo(ENDED);
    assertThat(machine("three", NOW).claim(SLICE).known().fetched()).isEqualTo(150);
  }

  @Test
  void shouldKeepASliceAsLongAsItsLeaseIsRenewed() throws Exception {
    MutableClock clock = new MutableClock(NOW);
    S3Checkpoints one =
        new S3Checkpoints(
            s3,
            new CheckpointConfig(
                true, Path.of("unused"), "bucket", "ingest", Optional.empty(), "one", LEASE),
            clock);
    Checkpoint begun = one.claim(SLICE).known();
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofMinutes(4));
      one.renew();
      assertThat(claim(machine("two", clock.instant().plusSeconds(200)))).isEqualTo(TAKEN);
    }
    one.save(page(begun, 1, null));
    assertThat(claim(machine("two", clock.instant()))).isEqualTo(ENDED);
  }

  @Test
  void shouldNoticeThatTheSliceWasTakenOver() throws Exception {
    S3Checkpoints slow = machine("slow", NOW);
    Checkpoint begun = slow.claim(SLICE).known();
    S3Checkpoints other = machine("other", NOW.plus(LEASE));
    assertThat(claim(other)).isEqualTo(GRANTED);

    assertThatThrownBy(() -> slow.save(page(begun, 100, null)))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("other")
        .hasMessageContaining(SLICE.id());
    slow.release(SLICE);
    assertThat(claim(machine("third", NOW.plus(LEASE)))).as("not released").isEqualTo(TAKEN);
    slow.renew();
    other.save(page(begun, 30, null));
    assertThat(machine("third", NOW).claim(SLICE).known().fetched()).isEqualTo(30);
  }

  @Test
  void shouldTellTheWorkerThatARenewalHasNoticedTheLoss() throws Exception {
    S3Checkpoints slow = machine("slow", NOW);
    Checkpoint begun = slow.claim(SLICE).known();
    S3Checkpoints other = machine("other", NOW.plus(LEASE));
    assertThat(claim(other)).isEqualTo(GRANTED);
    slow.renew();
    for (String token : new String[] {"next", null}) {
      assertThatThrownBy(() -> slow.save(page(begun, 100, token)))
          .isInstanceOf(LeaseLostException.class)
          .hasMessageContaining("other");
    }
    slow.release(SLICE);
    slow.close();
    other.save(page(begun, 30, null));
    assertThat(machine("third", NOW).claim(SLICE).known().fetched()).isEqualTo(30);
  }

  @Test
  void shouldNotReleaseTheSliceOfAnotherMachine() throws Exception {
    S3Checkpoints slow = machine("slow", NOW);
    slow.claim(SLICE);
    machine("other", NOW.plus(LEASE)).claim(SLICE);
    slow.release(SLICE);
    assertThat(claim(machine("third", NOW.plus(LEASE)))).isEqualTo(TAKEN);
  }

  @Test
  void shouldTakeAWriteAsItsOwnWhenOnlyTheAnswerWasLost() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    Checkpoint first = page(one.claim(SLICE).known(), 100, "t2");
    s3.repeatNextPut();
    one.save(first);
    one.save(page(first, 50, null));
    assertThat(machine("two", NOW).claim(SLICE).known().fetched()).isEqualTo(150);
  }

  @Test
  void shouldGiveAReleasedSliceToAnotherMachine() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    one.claim(SLICE);
    one.release(SLICE);
    assertThat(claim(machine("two", NOW))).isEqualTo(GRANTED);
  }

  @Test
  void shouldKnowWhatAnotherMachineHasFinished() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    assertThat(one.open(RUN, false)).isEmpty();
    one.claim(SLICE);
    one.save(checkpoint(SLICE.id()));
    assertThat(machine("two", NOW).open(RUN, false))
        .isEqualTo(Map.of(SLICE.id(), checkpoint(SLICE.id())));
    assertThat(claim(machine("two", NOW))).isEqualTo(ENDED);
    one.close();
    assertThat(s3.keys()).containsExactlyInAnyOrder("ingest/run.json", "ingest/summary.jsonl.gz");
    S3Checkpoints late = machine("three", NOW);
    assertThat(claim(late)).as("its object is deleted").isEqualTo(ENDED);
    assertThat(s3.keys()).hasSize(2);
  }

  @Test
  void shouldNeedFewRequestsAtTheStartHoweverManySlicesHaveEnded() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    one.open(RUN, false);
    for (int i = 0; i < 1_234; i++) {
      Slice slice = new Slice("biden", NOW.plusSeconds(i), NOW.plusSeconds(i + 1));
      assertThat(one.claim(slice).answer()).isEqualTo(GRANTED);
      one.save(checkpoint(slice.id()));
    }
    // Killed: what waits for the summary stays apart.
    int before = s3.requests();
    assertThat(machine("two", NOW).open(RUN, false)).hasSize(1_234);
    assertThat(s3.requests() - before).isLessThanOrEqualTo(S3Checkpoints.MOST_APART + 5);
    one.close();
    before = s3.requests();
    S3Checkpoints three = machine("three", NOW);
    assertThat(three.open(RUN, false)).hasSize(1_234);
    assertThat(three.all()).hasSize(1_234);
    three.close();
    assertThat(s3.requests() - before).isLessThanOrEqualTo(8);
  }

  @Test
  void shouldReadTheObjectsOfTheVersionThatHadOneForEachSlice() throws Exception {
    s3.put(
        "ingest/run.json",
        "{\"source\":\"api.x.com\",\"queries\":{\"biden\":\"biden lang:en\"},\"from\":\"a\","
            + "\"to\":\"b\",\"freq\":\"PT15M\",\"maxPerSlice\":0,\"stream\":\"tweets\","
            + "\"region\":\"us-east-1\"}");
    s3.put(
        "ingest/done/" + SLICE.id(),
        "{\"slice\":\""
            + SLICE.id()
            + "\",\"fetched\":12,\"counts\":{\"tweets\":9,\"asReceived\":2,\"deletions\":1,"
            + "\"oversize\":0},\"acknowledged\":{\"shard-0\":\"17\"}}");
    s3.put("ingest/claims/" + SLICE.id(), "{\"owner\":\"one\",\"until\":0}");
    s3.put("ingest/spent", "1200");
    String id = new Slice("biden", "biden lang:en", SLICE.start(), SLICE.end()).id();
    for (int start = 0; start < 2; start++) {
      S3Checkpoints machine = machine("one", NOW);
      assertThat(machine.open(RUN, false)).containsOnlyKeys(id);
      assertThat(machine.spend(Spending.NONE)).isEqualTo(new Spending(1200, 0, 0));
    }
    assertThat(s3.keys())
        .containsExactlyInAnyOrder("ingest/run.json", "ingest/summary.jsonl.gz", "ingest/spent");
  }

  @Test
  void shouldSayWhoHoldsASlice() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    one.claim(SLICE);
    assertThat(machine("two", NOW).holders()).containsExactly(Map.entry(SLICE.id(), "one"));
    one.release(SLICE);
    assertThat(machine("two", NOW).holders()).isEmpty();
  }

  @Test
  void shouldAddUpWhatAllMachinesSpend() throws Exception {
    assertThat(spent(machine("one", NOW), 100)).isEqualTo(100);
    assertThat(spent(machine("two", NOW), 50)).isEqualTo(150);
    assertThat(spent(machine("one", NOW), -30)).isEqualTo(120);
    assertThat(spent(machine("two", NOW), 0)).isEqualTo(120);
  }

  @Test
  void shouldLookAgainWhenAnotherMachineSpendsAtTheSameTime() throws Exception {
    spent(machine("one", NOW), 1);
    s3.beforeNextPut(() -> assertThat(spent(machine("two", NOW), 10)).isEqualTo(11));
    assertThat(spent(machine("one", NOW), 100)).isEqualTo(111);
  }

  @Test
  void shouldSpendOnceWhenOnlyTheAnswerWasLost() throws Exception {
    spent(machine("one", NOW), 1);
    s3.repeatNextPut();
    assertThat(spent(machine("one", NOW), 100)).isEqualTo(101);
    assertThat(spent(machine("two", NOW), 0)).isEqualTo(101);
  }

  private static long spent(S3Checkpoints machine, long tweets) {
    try {
      return machine.spend(new Spending(tweets, 0, 0)).tweets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldRefuseAnotherRunUnlessReset() throws Exception {
    S3Checkpoints one = machine("one", NOW);
    one.open(RUN, false);
    one.claim(SLICE);
    one.save(checkpoint(SLICE.id()));
    RunIdentity other = new RunIdentity("api.x.com", 0, "other", "us-east-1");
    assertThatThrownBy(() -> machine("one", NOW).open(other, false))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("s3://bucket/ingest")
        .hasMessageContaining("--reset");
    assertThat(machine("one", NOW).open(other, true)).isEmpty();
    assertThat(s3.keys()).containsExactly("ingest/run.json");
  }
}
