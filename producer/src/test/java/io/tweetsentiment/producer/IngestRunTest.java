package io.tweetsentiment.producer;

import static io.tweetsentiment.producer.FakeKinesis.Trouble.ALL_FAIL;
import static io.tweetsentiment.producer.FakeKinesis.Trouble.HALF_FAILS;
import static io.tweetsentiment.producer.FakeKinesis.Trouble.NONE;
import static io.tweetsentiment.producer.FakeKinesis.Trouble.TIMEOUT_AFTER_ACCEPTING;
import static io.tweetsentiment.producer.FakeKinesis.Trouble.UNREACHABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tweetsentiment.producer.FakeX.Canned;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.FakeS3;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.S3Checkpoints;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.sink.KinesisSink;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IngestRunTest extends IngestTestBase {

  @Test
  void shouldSendEveryTweetOnceWhenSlicesHaveManyPages() throws Exception {
    x.with("biden", FROM, TO, 1000, 1_000_000).with("trump", FROM, TO, 300, 2_000_000);
    settings.put("topics", "biden,trump");
    settings.put("x.max.results", "10");
    Progress progress = complete();
    List<String> expected = ids(1_000_000, 1000);
    expected.addAll(ids(2_000_000, 300));
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(progress.tweets()).isEqualTo(1300);
    assertThat(progress.slices()).isEqualTo(16);
    assertThat(progress.slicesDone()).isEqualTo(16);
    assertThat(progress.firstRequest()).isPresent();
    Tweet tweet =
        decode(kinesis.records().stream().filter(r -> r.key().equals("2000003")).findAny().get());
    assertThat(tweet.getTopic()).isEqualTo("trump");
    assertThat(tweet.getUsername()).isEqualTo("name" + 2_000_003 % 7);
    assertThat(registry.getAllSubjects()).containsExactly("tweets.raw-value");
  }

  @Test
  void shouldSendOldestFirstWithinAPage() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 25, 100);
    settings.put("x.max.results", "10");
    complete();
    List<String> expected = ids(115, 10);
    expected.addAll(ids(105, 10));
    expected.addAll(ids(100, 5));
    assertThat(kinesis.keys()).isEqualTo(expected);
  }

  @Test
  void shouldKeepTheNewestWhenASliceIsLimited() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 45, 100);
    settings.put("max.per.slice", "13");
    settings.put("x.max.results", "10");
    complete();
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(132, 13));
  }

  @Test
  void shouldAskForNothingWhenEverythingIsCheckpointed() throws Exception {
    x.with("biden", FROM, TO, 100, 100);
    complete();
    int requests = x.requests().size();
    Progress again = complete();
    assertThat(x.requests()).hasSize(requests);
    assertThat(again.tweets()).isEqualTo(100);
    assertThat(again.slicesDone()).isEqualTo(8);
    assertThat(again.firstRequest()).isEmpty();
    assertThat(kinesis.records()).hasSize(100);
  }

  @Test
  void shouldFetchOnlyUnfinishedSlicesWhenRestartedAfterAFailure() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("workers", "2");
    for (int start = 1; start <= 3; start++) {
      int failFrom = kinesis.callSizes().size() + 3;
      kinesis.trouble(call -> call >= failFrom ? UNREACHABLE : NONE);
      assertThat(failure()).contains("connection refused");
    }
    Set<String> finished = new HashSet<>();
    try (FileCheckpoints journal = new FileCheckpoints(folder.resolve("run.jsonl"))) {
      journal.open(IngestConfig.of(settings).identity(), false).values().stream()
          .filter(Checkpoint::isDone)
          .forEach(checkpoint -> finished.add(checkpoint.slice()));
    }
    assertThat(finished).hasSizeBetween(3, 7);
    int before = x.requests().size();
    kinesis.trouble(call -> NONE);
    assertThat(complete().tweets()).isEqualTo(400);
    Set<String> fetched = new HashSet<>();
    x.requests()
        .subList(before, x.requests().size())
        .forEach(r -> fetched.add(r.get("start_time") + "_" + r.get("end_time") + "_biden"));
    assertThat(fetched).hasSize(8 - finished.size()).doesNotContainAnyElementsOf(finished);
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1000, 400)));
  }

  @Test
  void shouldSendOnlyFailedEntriesAgain() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 80, 100);
    kinesis.trouble(call -> call <= 2 ? HALF_FAILS : NONE);
    complete();
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(100, 80));
    assertThat(kinesis.callSizes()).containsExactly(80, 40, 20);
    assertThat(sleeps).hasSize(2);
  }

  @Test
  void shouldSendTheBatchAgainWhenItsOutcomeIsUnknown() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 20, 100);
    kinesis.trouble(call -> call == 1 ? TIMEOUT_AFTER_ACCEPTING : NONE);
    assertThat(complete().tweets()).isEqualTo(20);
    assertThat(kinesis.keys()).hasSize(40).containsAll(ids(100, 20));
  }

  @Test
  void shouldFailWithoutACheckpointWhenKinesisKeepsThrottling() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 20, 100);
    settings.put("to", FROM.plusSeconds(900).toString());
    kinesis.trouble(call -> ALL_FAIL);
    assertThat(failure()).contains("none of 20 records in 4 calls").contains("Rate exceeded");
    kinesis.trouble(call -> NONE);
    assertThat(complete().tweets()).isEqualTo(20);
  }

  @Test
  void shouldSpendNothingWhenThereIsNoStream() throws Exception {
    kinesis.noStream();
    assertThat(failure()).contains("no Kinesis stream tweets");
    assertThat(x.requests()).isEmpty();
  }

  @Test
  void shouldSpendNothingWhenTheRegistryRefuses() throws Exception {
    settings.put("auto.register", "false");
    assertThat(failure()).contains("tweets.raw-value").contains("auto.register");
    assertThat(x.requests()).isEmpty();
  }

  @Test
  void shouldRepeatARequestWhenXFailsInAPassingWay() throws Exception {
    x.with("biden", FROM, TO, 100, 100);
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request ->
            switch (calls.incrementAndGet() % 3) {
              case 0 -> new Canned(503, Map.of(), "<html>busy</html>");
              case 1 -> new Canned(200, Map.of(), "{\"data\":[{\"id\":\"1");
              default -> null;
            });
    settings.put("workers", "1");
    assertThat(complete().tweets()).isEqualTo(100);
  }

  @Test
  void shouldFailWhenXNeverAnswers() throws Exception {
    x.trouble(request -> new Canned(500, Map.of(), ""));
    settings.put("workers", "1");
    settings.put("slice.failures.in.a.row", "3");
    assertThat(failure())
        .contains("3 slices in a row failed (slice.failures.in.a.row)")
        .contains("in 4 attempts")
        .contains("500");
    assertThat(x.requests()).hasSize(12);
  }

  @Test
  void shouldWaitForTheResetWhenTheRateLimitIsUsedUp() throws Exception {
    x.with("biden", FROM, TO, 100, 100);
    AtomicInteger calls = new AtomicInteger();
    long reset = Instant.now().plusSeconds(2).getEpochSecond();
    x.trouble(
        request ->
            calls.incrementAndGet() == 1
                ? new Canned(
                    429,
                    Map.of("x-rate-limit-reset", Long.toString(reset)),
                    "{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}")
                : null);
    settings.put("workers", "1");
    assertThat(complete().tweets()).isEqualTo(100);
    assertThat(calls.get()).isEqualTo(9);
    assertThat(sleeps).isNotEmpty();
  }

  @Test
  void shouldNotWaitForTheResetWhenTheWindowHasRequestsLeft() throws Exception {
    x.with("biden", FROM, TO, 100, 100);
    AtomicInteger calls = new AtomicInteger();
    long reset = Instant.now().plusSeconds(900).getEpochSecond();
    Map<String, String> headers =
        Map.of("x-rate-limit-reset", Long.toString(reset), "x-rate-limit-remaining", "250");
    x.trouble(
        request ->
            calls.incrementAndGet() <= 2
                ? new Canned(429, headers, "{\"title\":\"Too Many Requests\"}")
                : null);
    settings.put("workers", "1");
    assertThat(complete().tweets()).isEqualTo(100);
    assertThat(calls.get()).isEqualTo(10);
    assertThat(sleeps)
        .as("a second, then two")
        .anyMatch(millis -> millis > 1_500)
        .allMatch(millis -> millis <= 2_000);
  }

  @Test
  void shouldStopWhenTheUsageCapIsReached() throws Exception {
    String body =
        "{\"title\":\"UsageCapExceeded\",\"detail\":\"Usage cap exceeded: Monthly\",\"type\":"
            + "\"https://api.twitter.com/2/problems/usage-capped\"}";
    long reset = Instant.now().plusSeconds(900).getEpochSecond();
    x.trouble(request -> new Canned(429, Map.of("x-rate-limit-reset", Long.toString(reset)), body));
    settings.put("workers", "1");
    assertThat(failure()).contains("usage cap");
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  void shouldNameTheRemedyWithoutTheTokenWhenItIsRefused() throws Exception {
    settings.put("x.bearer.token", "wrong-token");
    settings.put("workers", "1");
    assertThat(failure()).contains("401").contains("X_BEARER_TOKEN").doesNotContain("wrong-token");
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  void shouldFetchTheSliceAgainWhenItsTokenExpires() throws Exception {
    x.with("biden", FROM, FROM.plusSeconds(900), 25, 100);
    settings.put("x.max.results", "10");
    settings.put("to", FROM.plusSeconds(900).toString());
    AtomicInteger expired = new AtomicInteger();
    x.trouble(
        request ->
            "10".equals(request.get("next_token")) && expired.getAndIncrement() == 0
                ? new Canned(400, Map.of(), "{\"title\":\"Invalid Request\",\"detail\":\"token\"}")
                : null);
    assertThat(complete().tweets()).isEqualTo(25);
    assertThat(x.requests()).hasSize(5);
  }

  @Test
  void shouldStopAtTheLimitAndGoOnWithAHigherOne() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("max.tweets", "120");
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
      assertThat(run.progress().tweets()).isBetween(111L, 120L);
      assertThat(run.progress().slicesDone()).isLessThan(8);
    }
    settings.put("max.tweets", "1000");
    complete();
    assertThat(new HashSet<>(kinesis.keys())).hasSize(400);
  }

  @Test
  void shouldSpendNothingMoreWhenStartedAgainAtTheLimit() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("freq", "PT2H");
    settings.put("max.tweets", "120");
    for (int start = 0; start < 3; start++) {
      try (IngestRun run = run()) {
        assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
        assertThat(run.limit()).isEqualTo("max.tweets");
      }
    }
    assertThat(x.requests().stream().mapToInt(r -> Integer.parseInt(r.get("max_results"))).sum())
        .isEqualTo(120);
  }

  @Test
  void shouldCountWhatAStartWithoutALimitHasFetched() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    complete();
    int before = x.requests().size();
    removeLastCheckpoint();
    settings.put("max.tweets", "350");
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
    }
    assertThat(x.requests()).hasSize(before);
  }

  private void removeLastCheckpoint() throws Exception {
    Path journal = folder.resolve("run.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(journal));
    lines.removeIf(line -> line.startsWith("{\"spent\":"));
    Files.write(journal, lines.subList(0, lines.size() - 1));
  }

  @Test
  void shouldSendObjectsAsReceivedWhenTheyAreNoTweets() throws Exception {
    ObjectNode noText = FakeX.tweet(5, FROM);
    noText.remove("text");
    x.add("biden", noText);
    x.add("biden", FakeX.tweet(6, FROM));
    Progress progress = complete();
    assertThat(progress.malformed()).isEqualTo(1);
    assertThat(progress.tweets()).isEqualTo(1);
    assertThat(kinesis.keys()).containsExactly("6", "5");
    Envelope envelope = Envelope.read(kinesis.records().get(1).data());
    assertThat(envelope.kind()).isEqualTo(Envelope.Kind.UNUSABLE);
    assertThat(envelope.message()).isEqualTo("no text");
    assertThat(new String(envelope.original(), UTF_8)).isEqualTo(noText.toString());
  }

  @Test
  void shouldSendADeletionWhenXSaysThatATweetIsGone() throws Exception {
    settings.put("to", FROM.plusSeconds(900).toString());
    x.addError("biden", FakeX.notFound("77"));
    assertThat(complete().deletions()).isEqualTo(1);
    Tweet deletion = decode(kinesis.records().get(0));
    assertThat(deletion.getTweetId()).isEqualTo("77");
    assertThat(deletion.getDeleted()).isTrue();
    assertThat(deletion.getTopic()).isNull();
  }

  @Test
  void shouldCountARecordThatIsTooLargeForKinesis() throws Exception {
    ObjectNode large = FakeX.tweet(5, FROM);
    large.put("text", "x".repeat(5000));
    x.add("biden", large);
    x.add("biden", FakeX.tweet(6, FROM));
    settings.put("kinesis.record.bytes", "4000");
    Progress progress = complete();
    assertThat(progress.oversize()).isEqualTo(1);
    assertThat(progress.tweets()).isEqualTo(1);
    assertThat(kinesis.keys()).containsExactlyInAnyOrder("5", "6");
    FakeKinesis.Kept kept =
        kinesis.records().stream().filter(r -> Envelope.isIn(r.data())).findFirst().orElseThrow();
    assertThat(kept.data()).hasSizeLessThanOrEqualTo(4000);
    Envelope envelope = Envelope.read(kept.data());
    assertThat(envelope.kind()).isEqualTo(Envelope.Kind.OVERSIZE);
    assertThat(envelope.size()).isGreaterThan(5000);
    assertThat(envelope.reason())
        .startsWith("the record of tweet 5 has 5")
        .contains("more than the 4000 that the stream takes");
    assertThat(new String(envelope.original(), UTF_8)).contains("xxxxx");
  }

  @Test
  void shouldCountAsOversizeWhatIsUnusableAndTooLarge() throws Exception {
    ObjectNode large = FakeX.tweet(5, FROM);
    large.remove("text");
    large.put("note", "x".repeat(5000));
    x.add("biden", large);
    settings.put("kinesis.record.bytes", "4000");
    Progress progress = complete();
    assertThat(progress.oversize()).isEqualTo(1);
    assertThat(progress.malformed()).isZero();
    Envelope envelope = Envelope.read(kinesis.records().get(0).data());
    assertThat(envelope.reason()).endsWith("; and no text");
    assertThat(envelope.size()).isEqualTo(large.toString().length());
  }

  @Test
  void shouldSearchOnlyTheSpansWhenSomeAreGiven() throws Exception {
    x.with("biden", FROM, TO, 8, 100);
    settings.put("to", "2026-01-01T00:00:00Z");
    settings.put(
        "spans", FROM + "/" + FROM.plusSeconds(900) + "," + TO.minusSeconds(900) + "/" + TO);
    Progress progress = complete();
    assertThat(progress.slices()).isEqualTo(2);
    assertThat(progress.slicesDone()).isEqualTo(2);
    assertThat(kinesis.keys()).containsExactlyInAnyOrder("100", "107");
  }

  @Test
  void shouldAskFirstWhichDaysHoldTweetsWhenTheSlicesAreMany() throws Exception {
    settings.put("from", "2018-01-01T00:00:00Z");
    settings.put("to", "2024-01-01T00:00:00Z");
    x.with(
            "biden",
            Instant.parse("2018-01-01T10:00:00Z"),
            Instant.parse("2018-01-01T11:00:00Z"),
            2,
            1)
        .with("biden", FROM, TO, 8, 100);
    Progress progress = complete();
    assertThat(progress.slices()).isEqualTo(192);
    assertThat(progress.tweets()).isEqualTo(10);
    assertThat(searches()).isEqualTo(192);

    int asked = x.requests().size();
    Progress again = complete();
    assertThat(again.slicesDone()).isEqualTo(192);
    assertThat(again.slices()).isEqualTo(192);
    assertThat(again.tweets()).isEqualTo(10);
    assertThat(x.requests()).as("nothing is paid for twice").hasSize(asked);
  }

  @Test
  void shouldGoOnWithTheSamePlanWhenItWasStoppedAfterTheCounts() throws Exception {
    settings.put("from", "2018-01-01T00:00:00Z");
    settings.put("to", "2024-01-01T00:00:00Z");
    x.with("biden", FROM, TO, 8, 100);
    x.trouble(
        request ->
            request.get("path").contains("search")
                ? new Canned(403, Map.of(), "{\"title\":\"Forbidden\"}")
                : null);
    assertThat(failure()).contains("403");
    int counted = counts();
    x.trouble(request -> null);
    Progress progress = complete();
    assertThat(counts()).as("what was found empty is written down").isEqualTo(counted);
    assertThat(progress.slices()).isEqualTo(96);
    assertThat(progress.slicesDone()).isEqualTo(96);
    assertThat(progress.tweets()).isEqualTo(8);
  }

  @Test
  void shouldSearchAllSlicesWhenXDoesNotCount() throws Exception {
    x.with("biden", FROM, TO, 8, 100);
    settings.put("plan.counts.above", "5");
    x.trouble(
        request ->
            request.get("path").contains("counts")
                ? new Canned(403, Map.of(), "{\"title\":\"Forbidden\"}")
                : null);
    Progress progress = complete();
    assertThat(progress.slices()).isEqualTo(8);
    assertThat(progress.tweets()).isEqualTo(8);
  }

  @Test
  void shouldEndSoonWhenItIsStoppedWhileXCounts() throws Exception {
    settings.put("plan.counts.above", "5");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    x.trouble(
        request -> {
          asked.countDown();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Canned(503, Map.of(), "");
        });
    try (IngestRun run = run()) {
      CompletableFuture<IngestOutcome> outcome = run.start();
      assertThat(asked.await(30, SECONDS)).isTrue();
      run.stop();
      assertThat(outcome.get(30, SECONDS)).isEqualTo(IngestOutcome.STOPPED);
    } finally {
      end.countDown();
    }
  }

  private int searches() {
    return (int) x.requests().stream().filter(r -> r.get("path").contains("search")).count();
  }

  private int counts() {
    return x.requests().size() - searches();
  }

  @Test
  void shouldUseThePostSpellingWhenConfigured() throws Exception {
    settings.put("x.spelling", "post");
    settings.put("to", FROM.plusSeconds(900).toString());
    complete();
    assertThat(x.requests().get(0))
        .containsEntry("post.fields", "id,text,created_at,lang,note_post")
        .containsEntry("expansions", "author_id,referenced_posts")
        .doesNotContainKey("tweet.fields");
  }

  @Test
  void shouldEndSoonWithSoundCheckpointsWhenStopped() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("workers", "2");
    try (IngestRun run = run()) {
      kinesis.trouble(
          call -> {
            if (call == 3) {
              run.stop();
            }
            return NONE;
          });
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.STOPPED);
    }
    assertThat(complete().tweets()).isEqualTo(400);
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1000, 400)));
  }

  @Test
  void shouldShareARunBetweenMachinesWhenCheckpointsAreInS3() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    FakeS3 s3 = new FakeS3();
    try (IngestRun one = shared(s3, "one");
        IngestRun two = shared(s3, "two")) {
      CompletableFuture<IngestOutcome> first = one.start();
      assertThat(two.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(first.get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      for (IngestRun machine : List.of(one, two)) {
        assertThat(machine.progress().tweets()).isEqualTo(400);
        assertThat(machine.progress().slicesDone()).isEqualTo(8);
        assertThat(machine.acknowledged()).isEqualTo(greatest());
      }
    }
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1000, 400));
  }

  private IngestRun shared(FakeS3 s3, String owner) {
    settings.put("checkpoint.owner", owner);
    IngestConfig config = IngestConfig.of(settings);
    return new IngestRun(
        config,
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), millis -> Thread.onSpinWait()),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new S3Checkpoints(s3, config.checkpoints(), Clock.systemUTC()),
            pages,
            Clock.systemUTC(),
            millis -> Thread.onSpinWait()));
  }

  @Test
  void shouldRefuseCheckpointsOfAnotherRun() throws Exception {
    complete();
    settings.put("kinesis.stream", "other");
    assertThat(failure()).contains("another run").contains("--reset");
  }

  @Test
  void shouldRefuseASecondRunOnTheSameJournal() throws Exception {
    try (FileCheckpoints journal = new FileCheckpoints(folder.resolve("run.jsonl"))) {
      journal.open(IngestConfig.of(settings).identity(), false);
      assertThatThrownBy(
              () -> {
                throw new IngestException(failure());
              })
          .hasMessageContaining("in use by another run");
    }
  }
}
