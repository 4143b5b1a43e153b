package io.tweetsentiment.producer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.jetstream.JetstreamEmulator;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs from Jetstream at the edges: other searches, old and wrong times, refusals, outages. */
@Timeout(60)
@SuppressWarnings("try") // a server that is only there
class IngestJetstreamTest extends IngestTestBase {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String DID = "did:plc:dddddddddddddddddddddddd";

  private final List<String> session = new ArrayList<>();

  private static String event(String operation, String key, String text, Instant time) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    return String.format(
        "{\"did\":\"%s\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"%s\","
            + "\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%s\",\"cid\":\"c%d\",\"record\":"
            + "{\"text\":\"%s\",\"createdAt\":\"%s\"}}}",
        DID, micros, operation, key, micros, text, time);
  }

  private void post(String key, String text, Instant time) {
    session.add(event("create", key, text, time));
  }

  private void edit(String key, String text, Instant time) {
    session.add(event("update", key, text, time));
  }

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private JetstreamEmulator serve(String path) {
    JetstreamEmulator server = JetstreamEmulator.start(session);
    settings.keySet().removeAll(List.of("from", "to", "x.base.url", "x.bearer.token"));
    settings.put("source", "jetstream");
    settings.put("topics", "tea");
    settings.put("from", NOON.toString());
    settings.put("to", at(60).toString());
    settings.put("jetstream.url", server.uri(path).toString());
    settings.put("jetstream.interval", "PT0.05S");
    settings.put("stream.journal.interval", "PT0S");
    return server;
  }

  private List<String> sent() {
    return kinesis.records().stream().map(this::decode).map(IngestJetstreamTest::shown).toList();
  }

  private static String shown(Tweet tweet) {
    String id = tweet.getTweetId().substring(tweet.getTweetId().lastIndexOf('/') + 1);
    return (tweet.getDeleted() ? "-" : "") + tweet.getTopic() + ":" + id;
  }

  @Test
  void shouldBeginAgainForAnotherSearch() throws Exception {
    post("1", "tea", at(1));
    post("2", "coffee", at(2));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      complete();
      settings.put("topics", "coffee");
      ended();
      settings.put("query.coffee", "tea");
      ended();
      assertThat(sent()).containsExactly("tea:1", "coffee:2", "coffee:1");
    }
  }

  @Test
  void shouldReadNothingWhenItCameBehindTheEnd() throws Exception {
    post("1", "tea", at(30));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      complete();
      settings.put("to", at(20).toString());
      assertThat(complete().tweets()).isEqualTo(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void shouldSendWhatIsWithinTheSpanInWhicheverOrderItComes() throws Exception {
    post("early", "tea", at(-1));
    post("1", "tea", at(0));
    post("late", "tea", at(60));
    post("2", "tea", at(59));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      complete();
      assertThat(sent()).containsExactly("tea:1", "tea:2");
      assertThat(server.requests()).singleElement().asString().endsWith("cursor=" + micros(NOON));
    }
  }

  @Test
  void shouldNotFollowAWrongTimeIntoTheFuture() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    post("1", "tea", now.minusSeconds(20));
    post("wrong", "", now.plus(Duration.ofDays(1)));
    session.add("#cut");
    post("2", "tea", now.plusSeconds(1));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.put("from", now.minusSeconds(30).toString());
      settings.put("to", now.plus(Duration.ofHours(1)).toString());
      settings.put("jetstream.overlap", "PT2M");
      settings.put("max.tweets", "2");
      try (IngestRun run = run()) {
        assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
      }
      assertThat(sent()).containsExactly("tea:1", "tea:2");
    }
  }

  @Test
  void shouldRefuseTimesThatMeanNothing() throws Exception {
    post("1", "tea", at(1));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.remove("from");
      assertThat(refusal()).contains("to is 2026-03-02T12:01:00Z", "from is not set");
      settings.remove("to");
      settings.put("from", "2100-01-01");
      assertThat(refusal()).contains("still to come");
      assertThat(server.requests()).isEmpty();
    }
  }

  private String refusal() throws Exception {
    try (IngestRun run = run()) {
      run.start().get(30, SECONDS);
      throw new AssertionError("the run did not fail");
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(SettingsException.class);
      return e.getCause().getMessage();
    }
  }

  @Test
  void shouldGoOnWithWhatTheServerStillHas() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    session.add("#oldest " + micros(now.minus(Duration.ofMinutes(34 * 60 + 30))));
    session.add(second("1", now.minus(Duration.ofHours(35))));
    session.add(second("2", now.minus(Duration.ofHours(33))));
    session.add(second("end", now.minus(Duration.ofHours(1))));
    try (JetstreamEmulator server = serve(JetstreamEmulator.SECOND)) {
      settings.put("from", now.minus(Duration.ofDays(3)).toString());
      settings.put("to", now.minus(Duration.ofHours(2)).toString());
      complete();
      assertThat(sent()).containsExactly("tea:2");
      assertThat(server.requests()).hasSize(4);
    }
  }

  private static String second(String key, Instant time) {
    return String.format(
        "{\"$type\":\"message\",\"payload\":{\"$type\":\"n#commit\",\"did\":\"%s\",\"time\":\"%s\","
            + "\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"%s\","
            + "\"record\":{\"text\":\"tea\"}}}",
        DID, time, key);
  }

  @Test
  void shouldDeleteOnlyFromTopicsThatHadThePost() throws Exception {
    post("1", "tea", at(1));
    edit("1", "tea!", at(2));
    edit("1", "tea and coffee", at(3));
    edit("1", "coffee", at(4));
    edit("2", "milk", at(5));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.put("topics", "tea,coffee");
      complete();
      assertThat(sent())
          .containsExactly("tea:1", "tea:1", "tea:1", "coffee:1", "-tea:1", "coffee:1");
    }
  }

  @Test
  void shouldEndWithTheWordsOfAServerThatRefusesEachTime() throws Exception {
    post("1", "tea", at(1));
    session.add("#error {\"$type\":\"error\",\"error\":\"ConsumerTooSlow\",\"message\":\"bye\"}");
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.put("jetstream.attempts", "3");
      assertThat(failure()).contains("ConsumerTooSlow bye", "3 connections", "12:00:01Z");
      assertThat(sent()).containsExactly("tea:1");
      assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void shouldGoBeyondAPlaceAtWhichEveryConnectionBreaks() throws Exception {
    post("1", "tea", at(1));
    session.add("#broken " + micros(at(2)));
    post("2", "tea", at(30));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.put("jetstream.attempts", "3");
      complete();
      assertThat(sent()).containsExactly("tea:1", "tea:2");
    }
  }

  @Test
  void shouldDeadLetterAFrameThatIsTooLong() throws Exception {
    session.add("#frame {\"text\": \"" + "x".repeat(2 << 20) + "\"}");
    post("1", "tea", at(1));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      Progress progress = complete();
      assertThat(progress.malformed() + progress.oversize()).isEqualTo(1);
      assertThat(progress.tweets()).isEqualTo(1);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void shouldEndWhenNoFrameCanBeRead() throws Exception {
    for (int i = 0; i < 1_001; i++) {
      session.add("#frame {\"kind\": \"commit\", \"n\": " + i + "}");
    }
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      assertThat(failure()).contains("1000 frames in a row", "no time_us");
    }
  }

  @Test
  void shouldTakeAKindOfEventThatIsNotKnown() throws Exception {
    session.add("#frame {\"kind\": \"novel\"}");
    post("1", "tea", at(1));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      assertThat(complete().malformed()).isZero();
      assertThat(sent()).containsExactly("tea:1");
    }
  }

  @Test
  void shouldGoOnAfterAnOutageOfTheSink() throws Exception {
    post("1", "tea", at(1));
    post("2", "tea", at(2));
    post("end", "", at(70));
    kinesis.trouble(call -> call <= 9 ? FakeKinesis.Trouble.UNREACHABLE : FakeKinesis.Trouble.NONE);
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      settings.put("slice.retry.delay", "PT7M");
      complete();
      assertThat(sent()).containsExactly("tea:1", "tea:2");
      assertThat(sleeps)
          .contains(Duration.ofMinutes(7).toMillis(), Duration.ofMinutes(14).toMillis());
    }
  }

  @Test
  void shouldMoveAlsoWithoutATweet() throws Exception {
    post("1", "milk", at(1));
    post("end", "", at(70));
    try (JetstreamEmulator server = serve(JetstreamEmulator.FIRST)) {
      Progress progress = complete();
      assertThat(progress.tweets()).isZero();
      assertThat(progress.pages()).isPositive();
    }
  }
}
