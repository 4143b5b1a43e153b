package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.producer.FakeX.Canned;
import io.tweetsentiment.producer.avro.TweetEncoder;
import io.tweetsentiment.producer.checkpoint.FileCheckpoints;
import io.tweetsentiment.producer.checkpoint.MutableClock;
import io.tweetsentiment.producer.sink.KinesisSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that follow, in a time that passes only while they wait. */
class IngestFollowTest extends IngestTestBase {

  private final MutableClock clock = new MutableClock(FROM.plusSeconds(100));
  private final AtomicReference<IngestRun> running = new AtomicReference<>();

  @BeforeEach
  void follow() {
    settings.remove("to");
    settings.put("follow", "true");
    settings.put("freq", "PT15M");
    settings.put("slice.retry.delay", "PT1M");
    settings.put("workers", "2");
  }

  /** Follows until the clock shows a time; waiting makes it pass. */
  private Progress followUntil(Instant end) throws Exception {
    IngestConfig config = IngestConfig.of(settings);
    IngestClients clients =
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), this::sleep),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new FileCheckpoints(config.checkpoints().file()),
            pages,
            clock,
            millis -> {
              sleep(millis);
              if (!clock.instant().isBefore(end)) {
                running.get().stop();
              }
            });
    try (IngestRun run = new IngestRun(config, clients)) {
      running.set(run);
      CompletableFuture<IngestOutcome> outcome = run.start();
      assertThat(outcome.get(60, SECONDS)).isIn(IngestOutcome.STOPPED, IngestOutcome.COMPLETE);
      return run.progress();
    }
  }

  private void sleep(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  /** X knows only what is past; the clock of the test is its clock. */
  private void past(Function<Map<String, String>, Canned> trouble) {
    x.trouble(
        request -> {
          assertThat(Instant.parse(request.get("end_time")))
              .as("X refuses what is not ten seconds old")
              .isBeforeOrEqualTo(clock.instant().minusSeconds(10));
          return trouble.apply(request);
        });
  }

  @Test
  void shouldFetchEachSliceWhenItIsSettled() throws Exception {
    x.with("biden", FROM, FROM.plus(Duration.ofHours(30)), 1_200, 1_000);
    past(request -> null);
    Instant end = FROM.plus(Duration.ofHours(26));
    Progress progress = followUntil(end);
    assertThat(progress.slicesDone()).isBetween(103, 104);
    assertThat(kinesis.keys()).doesNotHaveDuplicates();
    assertThat(x.requests()).hasSize(progress.slicesDone());

    // The machine sleeps for a day, and a new process goes on.
    clock.advance(Duration.ofDays(1));
    int before = x.requests().size();
    followUntil(end.plus(Duration.ofHours(25)));
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1_000, 1_200)));
    assertThat(kinesis.keys()).hasSize(1_200);
    assertThat(x.requests().size() - before).isBetween(96, 105);
  }

  @Test
  void shouldSurviveAnHourWithoutX() throws Exception {
    x.with("biden", FROM, FROM.plus(Duration.ofHours(8)), 320, 1_000);
    Instant down = FROM.plus(Duration.ofHours(2));
    Instant up = down.plus(Duration.ofHours(1));
    past(
        request ->
            clock.instant().isAfter(down) && clock.instant().isBefore(up)
                ? new Canned(503, Map.of(), "<html>down</html>")
                : null);
    followUntil(FROM.plus(Duration.ofHours(9)));
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1_000, 320));
  }

  @Test
  void shouldSurviveASinkThatIsDown() throws Exception {
    x.with("biden", FROM, FROM.plus(Duration.ofHours(8)), 320, 1_000);
    past(request -> null);
    Instant down = FROM.plus(Duration.ofHours(2));
    kinesis.trouble(
        call ->
            clock.instant().isAfter(down) && clock.instant().isBefore(down.plusSeconds(3_000))
                ? FakeKinesis.Trouble.UNREACHABLE
                : FakeKinesis.Trouble.NONE);
    followUntil(FROM.plus(Duration.ofHours(9)));
    assertThat(new HashSet<>(kinesis.keys())).isEqualTo(new HashSet<>(ids(1_000, 320)));
  }

  /** Pages are paid for, so none may be fetched while they cannot be sent. */
  @Test
  void shouldAskXForNothingWhileTheSinkIsAway() throws Exception {
    x.with("biden", FROM, FROM.plus(Duration.ofHours(8)), 320, 1_000);
    Instant down = FROM.plus(Duration.ofHours(2));
    BooleanSupplier away =
        () -> clock.instant().isAfter(down) && clock.instant().isBefore(down.plusSeconds(9_000));
    AtomicInteger wasted = new AtomicInteger();
    past(
        request -> {
          if (away.getAsBoolean()) {
            wasted.incrementAndGet();
          }
          return null;
        });
    kinesis.away(away);
    followUntil(FROM.plus(Duration.ofHours(9)));
    assertThat(kinesis.keys()).containsExactlyInAnyOrderElementsOf(ids(1_000, 320));
    assertThat(wasted).hasValue(0);
  }

  @Test
  void shouldLookAgainAtEachSliceOnce() throws Exception {
    settings.put("follow.look.again", "PT45M");
    x.with("biden", FROM, FROM.plus(Duration.ofHours(4)), 160, 1_000);
    past(request -> null);
    followUntil(FROM.plus(Duration.ofHours(6)));
    Map<String, Integer> times = new java.util.HashMap<>();
    x.requests().forEach(request -> times.merge(request.get("start_time"), 1, Integer::sum));
    assertThat(times.entrySet())
        .filteredOn(entry -> Instant.parse(entry.getKey()).isBefore(FROM.plus(Duration.ofHours(4))))
        .hasSize(16)
        .allMatch(entry -> entry.getValue() == 2);
    assertThat(kinesis.keys()).hasSize(320);
  }

  @Test
  void shouldEndWhenXRefusesTheToken() throws Exception {
    x.trouble(request -> new Canned(401, Map.of(), "{\"title\":\"Unauthorized\"}"));
    clock.advance(Duration.ofHours(1));
    IngestConfig config = IngestConfig.of(settings);
    IngestClients clients =
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), this::sleep),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new FileCheckpoints(config.checkpoints().file()),
            pages,
            clock,
            this::sleep);
    try (IngestRun run = new IngestRun(config, clients)) {
      assertThat(run.start()).failsWithin(Duration.ofSeconds(30));
    }
    assertThat(x.requests()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void shouldStopAtTheLimit() throws Exception {
    settings.put("max.tweets", "100");
    x.with("biden", FROM, FROM.plus(Duration.ofHours(8)), 3_200, 1_000);
    past(request -> null);
    IngestConfig config = IngestConfig.of(settings);
    IngestClients clients =
        new IngestClients(
            IngestClients.http(config.x()),
            new KinesisSink(kinesis, config.kinesis(), this::sleep),
            Optional.of(new TweetEncoder(registry, config.registry())),
            new FileCheckpoints(config.checkpoints().file()),
            pages,
            clock,
            this::sleep);
    try (IngestRun run = new IngestRun(config, clients)) {
      assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
    }
    assertThat(kinesis.keys()).hasSize(100);
    assertThat(List.copyOf(new HashSet<>(kinesis.keys()))).hasSize(100);
  }
}
