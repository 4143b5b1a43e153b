package io.tweetsentiment.producer;

import static io.tweetsentiment.producer.FakeKinesis.Trouble.NONE;
import static io.tweetsentiment.producer.FakeKinesis.Trouble.UNREACHABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.FakeX.Canned;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.FakeS3;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.MutableClock;
import io.tweetsentiment.producer.checkpoint.S3Checkpoints;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.sink.KinesisSink;
import io.tweetsentiment.producer.staging.LocalPages;
import io.tweetsentiment.producer.staging.Staging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run does after something went wrong: no page that was paid for is lost. */
class IngestRecoveryTest extends IngestTestBase {

  private static final Instant QUARTER = FROM.plusSeconds(900);

  private static String page(Map<String, String> request) {
    return request.get("start_time") + " " + request.getOrDefault("next_token", "");
  }

  /** Number of times that each page was asked for. */
  private Map<String, Integer> pages() {
    Map<String, Integer> pages = new HashMap<>();
    x.requests().forEach(request -> pages.merge(page(request), 1, Integer::sum));
    return pages;
  }

  private void oneSliceOfPages(int tweets) {
    x.with("biden", FROM, QUARTER, tweets, 100);
    settings.put("to", QUARTER.toString());
    settings.put("x.max.results", "10");
  }

  private Checkpoint recorded(Instant from, Instant to) throws Exception {
    return FileCheckpoints.read(Path.of(settings.get("checkpoint.file")))
        .checkpoints()
        .get(from + "_" + to + "_biden");
  }

  @Test
  void shouldGoOnWithTheNextPageWhenKinesisFailedBetweenPages() throws Exception {
    oneSliceOfPages(95);
    kinesis.trouble(call -> call > 4 ? UNREACHABLE : NONE);
    assertThat(failure()).contains("connection refused");
    Checkpoint open = recorded(FROM, QUARTER);
    assertThat(open.state()).isEqualTo(Checkpoint.State.OPEN);
    assertThat(open.pages()).isEqualTo(4);
    assertThat(open.next()).isEqualTo("40");

    kinesis.trouble(call -> NONE);
    assertThat(complete().tweets()).isEqualTo(95);
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(100, 95));
    Map<String, Integer> pages = pages();
    assertThat(pages.remove(FROM + " 40")).as("fetched, but not acknowledged").isEqualTo(2);
    assertThat(pages).hasSize(9).allSatisfy((page, times) -> assertThat(times).isEqualTo(1));
  }

  /** The sink is throttling when the run is stopped, so that the page has to wait. */
  @Test
  void shouldSendAndRecordThePageThatHasArrivedWhenItIsStopped() throws Exception {
    oneSliceOfPages(45);
    settings.put("workers", "1");
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    kinesis.trouble(
        call -> {
          arrived.countDown();
          await(stopped);
          return call == 1 ? FakeKinesis.Trouble.ALL_FAIL : NONE;
        });
    Sleeper interruptible =
        millis -> {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        };
    try (IngestRun run = run(Clock.systemUTC(), interruptible)) {
      CompletableFuture<IngestOutcome> outcome = run.start();
      assertThat(arrived.await(30, SECONDS)).isTrue();
      run.stop();
      stopped.countDown();
      assertThat(outcome.get(30, SECONDS)).isEqualTo(IngestOutcome.STOPPED);
    }
    assertThat(recorded(FROM, QUARTER).pages()).isEqualTo(1);
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(135, 10));
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  void shouldSendAPageBeforeTheNextOneIsRequested() throws Exception {
    oneSliceOfPages(95);
    List<Integer> sent = new ArrayList<>();
    x.trouble(
        request -> {
          sent.add(kinesis.records().size());
          return null;
        });
    complete();
    assertThat(sent).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
  }

  @Test
  void shouldFetchTheSliceAgainWhenTheTokenExpiredWhileTheRunWasDown() throws Exception {
    oneSliceOfPages(45);
    kinesis.trouble(call -> call > 2 ? UNREACHABLE : NONE);
    failure();
    kinesis.trouble(call -> NONE);
    AtomicInteger refused = new AtomicInteger();
    x.trouble(
        request ->
            "20".equals(request.get("next_token")) && refused.getAndIncrement() == 0
                ? new Canned(400, Map.of(), "{\"title\":\"Invalid Request\",\"detail\":\"token\"}")
                : null);
    assertThat(complete().tweets()).as("each tweet counts once").isEqualTo(45);
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(100, 45)));
    assertThat(recorded(FROM, QUARTER).fetched()).as("pages that were paid").isEqualTo(65);
  }

  @Test
  void shouldNotPayAgainForARefusalThatIsNotAboutTheToken() throws Exception {
    oneSliceOfPages(45);
    x.trouble(
        request ->
            "20".equals(request.get("next_token"))
                ? new Canned(400, Map.of(), "{\"title\":\"Invalid Request\",\"detail\":\"no\"}")
                : null);
    assertThat(incomplete().failed().get(0).reason()).contains("Invalid Request");
    assertThat(recorded(FROM, QUARTER).fetched()).as("pages that were paid").isEqualTo(20);
  }

  @Test
  void shouldPayThreeTimesAtMostForPagesWhoseTokenXRefuses() throws Exception {
    oneSliceOfPages(45);
    x.trouble(
        request ->
            "20".equals(request.get("next_token"))
                ? new Canned(
                    400,
                    Map.of(),
                    "{\"errors\":[{\"parameters\":{\"next_token\":[\"20\"]},\"message\":\"not a"
                        + " valid token\"}],\"title\":\"Invalid Request\",\"type\":\"about:blank\"}")
                : null);
    for (int start = 0; start < 3; start++) {
      assertThat(incomplete().failed().get(0).reason()).contains("not paid again", "valid token");
    }
    assertThat(recorded(FROM, QUARTER).fetched()).as("pages that were paid").isEqualTo(80);
  }

  @Test
  void shouldSearchAgainWhereASecondSearchFailed() throws Exception {
    oneSliceOfPages(5);
    complete();
    IngestConfig config = IngestConfig.of(settings);
    Slice again = new Slice("biden", FROM, QUARTER).again();
    try (FileCheckpoints journal = new FileCheckpoints(config.checkpoints().file())) {
      journal.open(config.identity(), false);
      journal.save(Checkpoint.begun(again.id()).failed("once", FROM));
    }
    int sent = kinesis.records().size();
    assertThat(complete().slicesFailed()).isZero();
    assertThat(kinesis.records()).hasSize(sent + 5);
    complete();
    assertThat(kinesis.records()).as("it is done now").hasSize(sent + 5);
  }

  @Test
  void shouldKeepPagesOfAnyQueryAndTestTheStoreBeforeItPays() throws Exception {
    oneSliceOfPages(45);
    settings.put("query.biden", "biden ".repeat(60).strip());
    settings.put("staging", "local");
    Path kept = folder.resolve("kept");
    settings.put("staging.dir", kept.toString());
    Files.writeString(kept, "not a folder");
    pages = new LocalPages(kept);
    assertThat(failure()).contains("staging");
    assertThat(kinesis.records()).isEmpty();
    Files.delete(kept);
    complete();
    try (Stream<Path> files = Files.walk(kept)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json.gz"))).isNotEmpty();
    }
  }

  @Test
  void shouldKeepTheNewestAcrossARestart() throws Exception {
    oneSliceOfPages(95);
    settings.put("max.per.slice", "33");
    kinesis.trouble(call -> call > 2 ? UNREACHABLE : NONE);
    failure();
    kinesis.trouble(call -> NONE);
    assertThat(complete().tweets()).isEqualTo(33);
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(162, 33));
  }

  /** More slices get no answer than may fail, and more often. */
  @Test
  void shouldOutliveAnOutageOfX() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("slice.retry.delay", "PT1M");
    settings.put("slice.failures.in.a.row", "3");
    settings.put("workers", "2");
    MutableClock clock = new MutableClock(Instant.parse("2026-11-01T00:00:00Z"));
    Instant down = clock.instant().plusSeconds(1);
    Instant up = down.plus(Duration.ofHours(3));
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request -> {
          if (calls.incrementAndGet() == 3) {
            clock.advance(Duration.ofSeconds(2));
          }
          return clock.instant().isAfter(down) && clock.instant().isBefore(up)
              ? new Canned(503, Map.of(), "down")
              : null;
        });
    try (IngestRun run = run(clock, millis -> clock.advance(Duration.ofMillis(millis)))) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(run.report().failed()).isEmpty();
    }
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1000, 400));
  }

  @Test
  void shouldFinishTheOtherSlicesWhenOneFails() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    String bad = FROM.plusSeconds(1800).toString();
    x.trouble(
        request ->
            bad.equals(request.get("start_time")) ? new Canned(500, Map.of(), "broken") : null);
    RunReport report = incomplete();
    assertThat(report.failed())
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.slice()).startsWith(bad);
              assertThat(failed.attempts()).isEqualTo(3);
              assertThat(failed.reason()).contains("X answered 500 (broken)");
            });
    assertThat(String.join("\n", report.lines())).contains(bad).contains("ingest retry");
    assertThat(kinesis.keys()).hasSize(350);

    x.trouble(request -> null);
    assertThat(complete().tweets()).isEqualTo(400);
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1000, 400));
  }

  @Test
  void shouldRetryAFailedSliceFromThePageThatFailed() throws Exception {
    oneSliceOfPages(45);
    AtomicInteger failed = new AtomicInteger();
    x.trouble(
        request ->
            "30".equals(request.get("next_token")) && failed.getAndIncrement() < 4
                ? new Canned(502, Map.of(), "<html>")
                : null);
    assertThat(complete().tweets()).isEqualTo(45);
    assertThat(pages().values().stream().filter(times -> times == 1)).hasSize(4);
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(100, 45));
  }

  @Test
  void shouldStopCleanlyWhenTheFailureConcernsAll() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("workers", "1");
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request ->
            calls.incrementAndGet() > 3
                ? new Canned(403, Map.of(), "{\"title\":\"Forbidden\"}")
                : null);
    try (IngestRun run = run()) {
      assertThat(run.start()).failsWithin(Duration.ofSeconds(30));
      assertThat(run.progress().slicesDone()).isEqualTo(3);
      assertThat(run.report().spent().tweets()).isEqualTo(150);
      assertThat(run.report().failed()).isEmpty();
    }
    x.trouble(request -> null);
    assertThat(complete().tweets()).isEqualTo(400);
    assertThat(pages().values().stream().filter(times -> times > 1)).hasSize(1);
  }

  @Test
  void shouldTakeALongerSpanAnotherLengthAndAnotherTopicIntoTheSameJournal() throws Exception {
    x.with("biden", FROM, TO, 80, 1000).with("tea", FROM, TO, 8, 5000);
    settings.put("to", FROM.plusSeconds(3600).toString());
    complete();
    settings.put("to", TO.toString());
    settings.put("freq", "1h");
    settings.put("topics", "biden,tea");
    Progress progress = complete();
    assertThat(progress.tweets()).isEqualTo(88);
    assertThat(progress.slices()).as("4 quarters, and 3 hours").isEqualTo(7);
    assertThat(kinesis.keys()).doesNotHaveDuplicates().hasSize(88);
  }

  @Test
  void shouldEndWhenSlicesLeaveTheHorizonWhileItIsAtWork() throws Exception {
    settings.put("x.recent.reach", "PT2H");
    settings.put("workers", "1");
    MutableClock clock = new MutableClock(TO.minusSeconds(60));
    x.with("biden", FROM, TO, 80, 1000);
    settings.put("to", TO.minusSeconds(900).toString());
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request -> {
          if (calls.incrementAndGet() == 2) {
            clock.advance(Duration.ofMinutes(40));
          }
          return null;
        });
    RunReport report;
    try (IngestRun run = run(clock)) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.INCOMPLETE);
      report = run.report();
    }
    assertThat(report.failed()).isEmpty();
    assertThat(report.lost()).isNotEmpty().allMatch(lost -> !lost.reason().isEmpty());
    Instant horizon = clock.instant().minus(Duration.ofHours(2));
    assertThat(x.requests().subList(2, x.requests().size()))
        .allSatisfy(
            request -> assertThat(Instant.parse(request.get("start_time"))).isAfter(horizon));
    int before = x.requests().size();
    try (IngestRun run = run(clock)) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.INCOMPLETE);
    }
    assertThat(x.requests()).as("nothing is asked for again").hasSize(before);

    settings.put("x.recent.lost", "all");
    try (IngestRun run = run(clock)) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
    }
    assertThat(x.requests().subList(before, x.requests().size()))
        .isNotEmpty()
        .allMatch(request -> request.get("path").endsWith("/search/all"));
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1000, 70)));
  }

  private IngestRun run(Clock clock) {
    return run(clock, sleeps::add);
  }

  /** One of three machines is stopped for longer than its lease while it waits for a page. */
  @Test
  void shouldLoseNothingWhenAMachineIsStoppedForLongerThanItsLease() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("x.max.results", "10");
    settings.put("checkpoint.lease", "PT1H");
    MutableClock clock = new MutableClock(Instant.parse("2026-11-01T00:00:00Z"));
    FakeS3 s3 = new FakeS3();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request -> {
          if (calls.incrementAndGet() == 3) {
            stopped.countDown();
            await(goesOn);
          }
          return null;
        });
    settings.put("workers", "1");
    try (IngestRun slow = shared(s3, "slow", clock)) {
      CompletableFuture<IngestOutcome> late = slow.start();
      assertThat(stopped.await(30, SECONDS)).isTrue();
      clock.advance(Duration.ofHours(2));
      try (IngestRun one = shared(s3, "one", clock);
          IngestRun two = shared(s3, "two", clock)) {
        CompletableFuture<IngestOutcome> first = one.start();
        assertThat(two.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
        assertThat(first.get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
        assertThat(one.progress().tweets()).as("each slice counts once").isEqualTo(400);
      }
      goesOn.countDown();
      assertThat(late.get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(slow.progress().tweets()).isEqualTo(400);
    }
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1000, 400)));
    assertThat(kinesis.keys()).as("the page that was on its way").hasSize(410);
  }

  /** The page for which it waited fails when another machine has the slice. */
  @Test
  void shouldGoOnWhenASliceThatItHasLostFails() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("checkpoint.lease", "PT1H");
    settings.put("workers", "1");
    MutableClock clock = new MutableClock(Instant.parse("2026-11-01T00:00:00Z"));
    FakeS3 s3 = new FakeS3();
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request -> {
          if (calls.incrementAndGet() != 3) {
            return null;
          }
          stopped.countDown();
          await(goesOn);
          return new Canned(400, Map.of(), "{\"title\":\"Invalid Request\"}");
        });
    try (IngestRun slow = shared(s3, "slow", clock)) {
      CompletableFuture<IngestOutcome> late = slow.start();
      assertThat(stopped.await(30, SECONDS)).isTrue();
      clock.advance(Duration.ofHours(2));
      try (IngestRun one = shared(s3, "one", clock)) {
        assertThat(one.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      }
      goesOn.countDown();
      assertThat(late.get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
    }
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1000, 400));
  }

  /** X's clock is an hour ahead, which is known only when the first page has come. */
  @Test
  void shouldLeaveOutByTheClockOfXWhatXNoLongerFinds() throws Exception {
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    Instant from = slow.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(110));
    settings.put("from", from.toString());
    settings.put("to", from.plus(Duration.ofHours(1)).toString());
    settings.put("x.recent.reach", "PT2H");
    settings.put("workers", "1");
    try (IngestRun run = run(slow)) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.INCOMPLETE);
      Progress progress = run.progress();
      assertThat(run.report().lost()).isNotEmpty().hasSize(progress.slices() - x.requests().size());
      assertThat(progress.slicesDone()).isEqualTo(x.requests().size());
    }
  }

  private IngestRun shared(FakeS3 s3, String owner, Clock clock) {
    settings.put("checkpoint.owner", owner);
    IngestConfig config = IngestConfig.of(settings);
    return new IngestRun(
        config,
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), millis -> Thread.onSpinWait()),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new S3Checkpoints(s3, config.checkpoints(), clock),
            pages,
            clock,
            millis -> Thread.onSpinWait()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldNotFinishASliceByAnAnswerThatOnlyLooksEmpty() throws Exception {
    x.with("biden", FROM, TO, 80, 1000);
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request ->
            switch (calls.incrementAndGet()) {
              case 1 -> new Canned(200, Map.of(), "{}");
              case 2 -> new Canned(200, Map.of(), "{\"meta\":{\"result_count\":10}}");
              case 3 ->
                  new Canned(
                      200,
                      Map.of(),
                      "{\"meta\":{\"result_count\":0},\"errors\":[{\"title\":\"Internal\"}]}");
              default -> null;
            });
    settings.put("workers", "1");
    assertThat(complete().tweets()).isEqualTo(80);
    assertThat(x.requests()).hasSize(11);

    settings.put("checkpoint.file", settings.get("checkpoint.file") + "2");
    x.trouble(request -> new Canned(200, Map.of(), "{}"));
    settings.put("to", FROM.plusSeconds(900).toString());
    assertThat(incomplete().failed().get(0).reason()).contains("200 without meta");
  }

  @Test
  void shouldLeaveNoDayOutBecauseOfCountsThatOnlyLookEmpty() throws Exception {
    x.with("biden", FROM, TO, 80, 1000);
    settings.put("plan.counts.above", "5");
    AtomicInteger calls = new AtomicInteger();
    x.trouble(
        request ->
            request.get("path").contains("counts")
                ? calls.incrementAndGet() < 3
                    ? new Canned(200, Map.of(), "{}")
                    : new Canned(200, Map.of(), "{\"meta\":{\"total_tweet_count\":0}}")
                : null);
    assertThat(complete().tweets()).as("days without a bucket are searched").isEqualTo(80);
  }

  @Test
  void shouldReportErrorsBesideTweets() throws Exception {
    x.with("biden", FROM, TO, 80, 1000);
    x.addError(
        "biden",
        FakeX.notFound("1").put("type", "https://api.x.com/2/problems/resource-unavailable"));
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(run.report().errors()).isEqualTo(Map.of("resource-unavailable", 8L));
    }
    try (IngestRun run = run()) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
      assertThat(run.report().errors())
          .as("over restarts")
          .containsEntry("resource-unavailable", 8L);
    }
  }

  @Test
  void shouldWaitForTheDayWhenItsLimitIsUsedUp() throws Exception {
    x.with("biden", FROM, TO, 80, 1000);
    settings.put("workers", "1");
    MutableClock clock = new MutableClock(Instant.parse("2022-06-01T00:00:00Z"));
    Instant reset = clock.instant().plusSeconds(40_000);
    x.trouble(
        request ->
            clock.instant().isBefore(reset)
                ? new Canned(
                    429,
                    Map.of(
                        "x-rate-limit-remaining",
                        "299",
                        "x-rate-limit-reset",
                        Long.toString(clock.instant().plusSeconds(900).getEpochSecond()),
                        "x-app-limit-24hour-remaining",
                        "0",
                        "x-app-limit-24hour-reset",
                        Long.toString(reset.getEpochSecond())),
                    "{\"title\":\"Too Many Requests\"}")
                : null);
    try (IngestRun run = run(clock, millis -> clock.advance(Duration.ofMillis(millis)))) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.COMPLETE);
    }
    assertThat(clock.instant()).isEqualTo(reset);
    assertThat(x.requests()).as("one was refused").hasSize(9);
  }

  @Test
  void shouldEndWhenALimitLastsLongerThanTheRunIsToWait() throws Exception {
    settings.put("x.longest.wait", "PT1H");
    settings.put("workers", "1");
    long reset = Instant.now().plusSeconds(40_000).getEpochSecond();
    x.trouble(
        request ->
            new Canned(
                429,
                Map.of(
                    "x-user-limit-24hour-remaining",
                    "0",
                    "x-user-limit-24hour-reset",
                    Long.toString(reset)),
                "{}"));
    assertThat(failure())
        .contains("X's limit of 24 hours for this user")
        .contains(Instant.ofEpochSecond(reset).toString().substring(0, 16))
        .contains("x.longest.wait");
    assertThat(x.requests()).hasSize(1);
  }

  @Test
  void shouldNotRepeatForEverWhatXRefusesAlthoughRequestsAreLeft() throws Exception {
    settings.put("workers", "1");
    settings.put("to", FROM.plusSeconds(900).toString());
    settings.put("slice.attempts", "2");
    MutableClock clock = new MutableClock(Instant.parse("2022-06-01T00:00:00Z"));
    x.trouble(
        request ->
            new Canned(
                429,
                Map.of(
                    "x-rate-limit-remaining",
                    "299",
                    "x-rate-limit-reset",
                    Long.toString(clock.instant().plusSeconds(900).getEpochSecond())),
                "{\"detail\":\"you are going too fast\"}"));
    try (IngestRun run = run(clock, millis -> clock.advance(Duration.ofMillis(millis)))) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.INCOMPLETE);
      assertThat(run.report().failed().get(0).reason())
          .contains("4 times in a row", "you are going too fast", "requests are left");
    }
    assertThat(x.requests()).hasSize(8);
  }

  /** X's clock is an hour ahead of this machine's, and the reset is in X's time. */
  @Test
  void shouldWaitByTheClockOfX() throws Exception {
    x.with("biden", FROM, TO, 80, 1000);
    settings.put("workers", "1");
    Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    AtomicInteger calls = new AtomicInteger();
    long reset = Instant.now().plusSeconds(30).getEpochSecond();
    x.trouble(
        request ->
            calls.incrementAndGet() == 2
                ? new Canned(
                    429,
                    Map.of(
                        "x-rate-limit-remaining", "0", "x-rate-limit-reset", Long.toString(reset)),
                    "{}")
                : null);
    AtomicInteger waits = new AtomicInteger();
    CountDownLatch waited = new CountDownLatch(1);
    try (IngestRun run =
        run(
            slow,
            millis -> {
              waits.set((int) millis);
              waited.countDown();
              new CountDownLatch(1).await();
            })) {
      CompletableFuture<IngestOutcome> outcome = run.start();
      assertThat(waited.await(30, SECONDS)).isTrue();
      assertThat(outcome).isNotDone();
      assertThat(waits.get()).isBetween(20_000, 32_000);
    }
  }

  private IngestRun run(Clock clock, Sleeper sleeper) {
    IngestConfig config = IngestConfig.of(settings);
    return new IngestRun(
        config,
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), sleeper),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new FileCheckpoints(config.checkpoints().file()),
            pages,
            clock,
            sleeper));
  }

  @Test
  void shouldReplayKeptPagesWithoutAskingX() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("x.max.results", "10");
    settings.put("staging", "local");
    pages = new LocalPages(folder.resolve("pages"));
    complete();
    assertThat(pages.names())
        .filteredOn(name -> !name.equals("written-at-start"))
        .hasSize(40)
        .allMatch(name -> name.matches("biden/20.*_biden/0.*gz"));
    List<String> sent = kinesis.keys();
    int asked = x.requests().size();

    settings.put("source", "staging");
    assertThat(failure()).contains("another run");
    settings.put("checkpoint.file", folder.resolve("replay.jsonl").toString());
    assertThat(complete().tweets()).isEqualTo(400);
    assertThat(x.requests()).hasSize(asked);
    assertThat(kinesis.keys()).hasSize(800);
    assertThat(new HashSet<>(kinesis.keys().subList(400, 800))).isEqualTo(new HashSet<>(sent));

    byte[] page = new Staging(pages).page(slice(FROM), 0).orElseThrow();
    assertThat(new String(page, UTF_8)).startsWith("{\"data\":[").doesNotContain(FakeX.TOKEN);
  }

  @Test
  void shouldReplayPagesThatXNoLongerFindsWithoutAToken() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("staging", "local");
    pages = new LocalPages(folder.resolve("pages"));
    complete();
    int asked = x.requests().size();
    settings.put("source", "staging");
    settings.put("x.recent.reach", "P7D");
    settings.remove("x.bearer.token");
    settings.put("checkpoint.file", folder.resolve("replay.jsonl").toString());
    assertThat(complete().tweets()).isEqualTo(400);
    assertThat(x.requests()).hasSize(asked);
  }

  private static Slice slice(Instant start) {
    return new Slice("biden", start, start.plusSeconds(900));
  }

  @Test
  void shouldFailTheSliceOfAPageThatWasNotKept() throws Exception {
    x.with("biden", FROM, TO, 400, 1000);
    settings.put("x.max.results", "10");
    settings.put("staging", "local");
    pages = new LocalPages(folder.resolve("pages"));
    complete();
    Files.delete(folder.resolve("pages/" + pages.names().get(3)));
    settings.put("source", "staging");
    settings.put("checkpoint.file", folder.resolve("replay.jsonl").toString());
    assertThat(incomplete().failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.reason()).contains("was not kept"));
  }
}
