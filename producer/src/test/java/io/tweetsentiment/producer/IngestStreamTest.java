package io.tweetsentiment.producer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.emulators.jetstream.JetstreamEmulator;
import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.rules.Envelope;
import io.tweetsentiment.schemas.rules.TweetVersion;
import io.tweetsentiment.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs from sources without slices. */
class IngestStreamTest extends IngestTestBase {

  private static final String ANNA = "at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/app.bsky.feed.post/";
  private static final String BERT = "at://did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/app.bsky.feed.post/";
  private static final String CARL = "at://did:plc:cccccccccccccccccccccccc/app.bsky.feed.post/";

  private void jetstream(JetstreamEmulator server, String path) {
    settings.keySet().removeAll(List.of("from", "to", "x.base.url", "x.bearer.token"));
    settings.put("source", "jetstream");
    settings.put("topics", "climate");
    settings.put("from", "2026-03-02T12:00:00Z");
    settings.put("to", "2026-03-02T12:01:00Z");
    settings.put("jetstream.url", server.uri(path).toString());
    settings.put("jetstream.interval", "PT0.05S");
    settings.put("stream.journal.interval", "PT0S");
  }

  private List<Tweet> sent() {
    return kinesis.records().stream()
        .filter(record -> record.data()[0] == 0)
        .map(this::decode)
        .toList();
  }

  /** What the pipeline makes of the records: the newest version of each, without deleted ones. */
  private Map<String, String> texts() {
    Map<String, Tweet> newest = new HashMap<>();
    for (Tweet tweet : sent()) {
      newest.merge(
          tweet.getTweetId(),
          tweet,
          (a, b) -> TweetVersion.of(a).compareTo(TweetVersion.of(b)) >= 0 ? a : b);
    }
    Map<String, String> texts = new TreeMap<>();
    newest.forEach(
        (id, tweet) -> {
          if (!tweet.getDeleted()) {
            texts.put(id, tweet.getText());
          }
        });
    return texts;
  }

  private void requireTheSession() {
    assertThat(texts()).containsOnlyKeys(BERT + "b1", BERT + "b2");
    assertThat(texts().get(BERT + "b1")).isEqualTo("The climate report is good news after all");
    assertThat(sent())
        .extracting(Tweet::getTweetId)
        .contains(ANNA + "a1", ANNA + "a3", CARL + "c1")
        .doesNotContain(ANNA + "a2", ANNA + "a4");
  }

  @ParameterizedTest
  @ValueSource(strings = {JetstreamEmulator.FIRST, JetstreamEmulator.SECOND})
  void shouldSendASessionWithReconnectionsRepeatsEditsAndDeletions(String path) throws Exception {
    try (JetstreamEmulator server = JetstreamEmulator.start(JetstreamEmulator.session(path))) {
      jetstream(server, path);
      Progress progress = complete();
      requireTheSession();
      assertThat(server.requests().size()).as("connections").isGreaterThan(4);
      assertThat(progress.deletions()).isGreaterThanOrEqualTo(3);
      assertThat(progress.slicesDone()).isEqualTo(1);

      Tweet quote =
          sent().stream().filter(t -> t.getTweetId().equals(BERT + "b2")).findFirst().orElseThrow();
      assertThat(quote.getCreatedAt())
          .as("not later than the event")
          .isEqualTo(Instant.parse("2026-03-02T12:00:09Z"));
      assertThat(quote.getReferencedTweets())
          .isEqualTo("[{\"id\":\"" + ANNA + "a3\",\"type\":\"quoted\"}]");
      assertThat(quote.getLang()).isEqualTo("en");
      assertThat(quote.getAuthorId()).isEqualTo("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");
      assertThat(sent())
          .as("what a new connection repeats is not sent again")
          .doesNotHaveDuplicates();
      assertThat(progress.tweets()).isEqualTo(6);
    }
  }

  @Test
  void shouldGoOnWhereAnEarlierStartCameTo() throws Exception {
    List<String> session = JetstreamEmulator.session(JetstreamEmulator.FIRST);
    try (JetstreamEmulator server = JetstreamEmulator.start(session)) {
      jetstream(server, JetstreamEmulator.FIRST);
      settings.put("to", "2026-03-02T12:00:08Z");
      complete();
      assertThat(texts()).containsKey(ANNA + "a1");
      settings.put("to", "2026-03-02T12:01:00Z");
      settings.put("jetstream.overlap", "PT0S");
      complete();
      // The deletion is known to be of a post of the first start.
      requireTheSession();
      assertThat(server.requests())
          .anyMatch(request -> request.contains("cursor=1772452807000007"));
    }
  }

  @Test
  void shouldTakeThePositionOfOneGenerationInTheOther() throws Exception {
    try (JetstreamEmulator first =
            JetstreamEmulator.start(JetstreamEmulator.session(JetstreamEmulator.FIRST));
        JetstreamEmulator second =
            JetstreamEmulator.start(JetstreamEmulator.session(JetstreamEmulator.SECOND))) {
      jetstream(first, JetstreamEmulator.FIRST);
      settings.put("to", "2026-03-02T12:00:10Z");
      complete();
      jetstream(second, JetstreamEmulator.SECOND);
      complete();
      requireTheSession();
    }
  }

  @Test
  void shouldStopAtTheLimitAndContinueBehindIt() throws Exception {
    try (JetstreamEmulator server =
        JetstreamEmulator.start(JetstreamEmulator.session(JetstreamEmulator.FIRST))) {
      jetstream(server, JetstreamEmulator.FIRST);
      settings.put("max.tweets", "2");
      settings.put("jetstream.overlap", "PT0S");
      try (IngestRun run = run()) {
        assertThat(run.start().get(30, SECONDS)).isEqualTo(IngestOutcome.LIMIT_REACHED);
        assertThat(run.progress().tweets()).isEqualTo(2);
        assertThat(run.limit()).isEqualTo("--max-tweets");
      }
      settings.remove("max.tweets");
      complete();
      requireTheSession();
    }
  }

  @Test
  void shouldDeadLetterAFrameThatItCannotRead() throws Exception {
    List<String> session = new ArrayList<>(JetstreamEmulator.session(JetstreamEmulator.FIRST));
    session.add(2, "#frame {\"did\": 1,");
    try (JetstreamEmulator server = JetstreamEmulator.start(session)) {
      jetstream(server, JetstreamEmulator.FIRST);
      assertThat(complete().malformed()).isEqualTo(1);
      requireTheSession();
    }
  }

  @Test
  void shouldEndWhenTheAddressIsWrong() throws Exception {
    try (JetstreamEmulator server = JetstreamEmulator.start(List.of())) {
      jetstream(server, "/nothing");
      assertThat(failure()).contains("answered 404", "jetstream.url");
    }
    settings.put("jetstream.url", "ws://127.0.0.1:9/subscribe");
    settings.put("jetstream.attempts", "3");
    assertThat(failure()).contains("Jetstream cannot be reached", "jetstream.url");
    assertThat(sleeps).hasSize(2);
  }

  @Test
  void shouldConnectAgainWhenTheConnectionIsSilent() throws Exception {
    List<String> session = JetstreamEmulator.session(JetstreamEmulator.FIRST).subList(0, 3);
    try (JetstreamEmulator server = JetstreamEmulator.start(session)) {
      jetstream(server, JetstreamEmulator.FIRST);
      settings.put("jetstream.silence", "PT0.1S");
      try (IngestRun run = run()) {
        var outcome = run.start();
        Awaitility.await().until(() -> server.requests().size() > 2);
        run.stop();
        assertThat(outcome.get(30, SECONDS)).isEqualTo(IngestOutcome.STOPPED);
      }
      assertThat(texts()).containsOnlyKeys(ANNA + "a1");
    }
  }

  private Path file(String name, String... lines) throws Exception {
    Path file = Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    settings.keySet().removeAll(List.of("from", "to", "topics", "x.base.url", "x.bearer.token"));
    settings.put("source", "file");
    settings.put("file", file.toString());
    return file;
  }

  private static String line(int id) {
    return String.format(
        "{\"topic\": \"tea\", \"data\": {\"id\": \"%d\", \"text\": \"a &amp; b\", \"author_id\":"
            + " \"7\", \"created_at\": \"2026-03-02T12:%02d:00Z\"}, \"includes\": {\"users\":"
            + " [{\"id\": \"7\", \"username\": \"me\"}]}}",
        id, id % 60);
  }

  @Test
  void shouldSendAFileInItsOrderAndOnlyWhatIsNewLater() throws Exception {
    Path file =
        file(
            "tea.jsonl",
            line(2),
            "{\"data\": {\"id\": \"3\"}}",
            line(1),
            "{\"topic\": \"tea\", \"data\": {\"id\": \"2\", \"deleted\": true}}",
            "{\"id\": \"9\", \"malformed\": {\"source\": \"x:1\", \"reason\": \"no text\","
                + " \"line\": \"{}\"}}");
    Progress progress = complete();
    assertThat(progress.tweets()).isEqualTo(2);
    assertThat(progress.malformed()).isEqualTo(2);
    assertThat(progress.deletions()).isEqualTo(1);
    assertThat(sent()).extracting(Tweet::getTweetId).containsExactlyInAnyOrder("2", "1", "2");
    assertThat(sent().get(0).getText()).isEqualTo("a & b");
    assertThat(sent().get(0).getUsername()).isEqualTo("me");
    assertThat(
            kinesis.records().stream()
                .filter(record -> record.data()[0] != 0)
                .map(record -> Envelope.read(record.data()).source()))
        .containsExactlyInAnyOrder("tea.jsonl:2", "x:1");

    assertThat(complete().tweets()).isEqualTo(2);
    assertThat(kinesis.records()).hasSize(5);
    Files.writeString(file, Files.readString(file) + line(4) + "\n");
    assertThat(complete().tweets()).isEqualTo(3);
    assertThat(kinesis.records()).hasSize(6);
  }

  @Test
  void shouldReadAReplacedFileFromItsBeginning() throws Exception {
    file("tea.jsonl", line(1), line(2));
    complete();
    file("tea.jsonl", line(3), line(4));
    complete();
    assertThat(sent()).extracting(Tweet::getTweetId).containsExactlyInAnyOrder("1", "2", "3", "4");
  }

  @Test
  void shouldReadAFileThatWasCutOrChangedFromItsBeginning() throws Exception {
    file("tea.jsonl", line(1), line(2), line(3));
    complete();
    file("tea.jsonl", line(1), line(4));
    complete();
    file("tea.jsonl", line(1), line(5), line(6));
    complete();
    assertThat(sent())
        .extracting(Tweet::getTweetId)
        .containsExactlyInAnyOrder("1", "2", "3", "1", "4", "1", "5", "6");
  }

  @Test
  void shouldBeginAgainForOtherTopics() throws Exception {
    file("mixed.jsonl", line(1).replace("tea", "coffee"), line(2));
    settings.put("topics", "tea");
    complete();
    settings.put("topics", "coffee");
    ended();
    ended();
    assertThat(sent()).extracting(Tweet::getTopic).containsExactly("tea", "coffee");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 30, 60, 100, 150, 200})
  void shouldSendEachTweetOfAGrowingFileOnceWhereverItIsCut(int length) throws Exception {
    String pretty = line(2).replace(", ", ",\n").replace("{", "{\n");
    String[] wholes = {
      line(1) + "\n" + pretty + "\n" + line(3) + "\n" + line(4) + "\n",
      "[" + line(1) + ",\n" + pretty + ",\n" + line(3) + ",\n" + line(4) + "]\n",
    };
    for (String whole : wholes) {
      kinesis.clear();
      Path file = file("cut" + whole.length() + ".json");
      for (int cut = line(1).length() + length; cut < whole.length(); cut += 97) {
        Files.writeString(file, whole.substring(0, cut));
        complete();
      }
      Files.writeString(file, whole);
      assertThat(complete().malformed()).isZero();
      assertThat(sent())
          .extracting(Tweet::getTweetId)
          .containsExactlyInAnyOrder("1", "2", "3", "4");
      assertThat(kinesis.records()).hasSize(4);
    }
  }

  @Test
  void shouldDeadLetterWhatIsMalformedAndFinished() throws Exception {
    file("tea.jsonl", line(1), "{\"data\": ", "nonsense", line(2), "more nonsense");
    assertThat(complete().malformed()).isEqualTo(3);
    assertThat(sent()).hasSize(2);
  }

  @Test
  void shouldEndWhenAFileCannotBeReadToItsEndAndGoOnThere() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    StringBuilder text = new StringBuilder();
    for (int id = 1; id <= 3_000; id++) {
      text.append(line(id)).append('\n');
    }
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(text.toString().getBytes(UTF_8));
    }
    byte[] all = zipped.toByteArray();
    Path file = file("tea.jsonl.gz");
    Files.write(file, Arrays.copyOf(all, all.length - 500));
    assertThat(failure()).contains(file.toString(), "cannot be read beyond", "Repair it");
    int before = kinesis.records().size();
    assertThat(before).isBetween(500, 2_999);
    Files.write(file, all);
    assertThat(complete().tweets()).isEqualTo(3_000);
    assertThat(sent().stream().map(Tweet::getTweetId).distinct()).hasSize(3_000);
    assertThat(kinesis.records()).hasSize(3_000);
  }

  @Test
  void shouldKeepTheDistancesOfAFile() throws Exception {
    file("tea.jsonl", line(1), line(3), line(2), line(4));
    settings.put("file.speed", "60");
    complete();
    assertThat(sent()).hasSize(4);
    // The clock does not move while the test "sleeps", so each wait is from the first tweet on.
    assertThat(sleeps).hasSize(3);
    assertThat(sleeps.get(0)).isBetween(1_000L, 2_000L);
    assertThat(sleeps.get(2)).isBetween(2_000L, 3_000L);
  }

  @Test
  void shouldNotWaitForAWrongTimeNorThroughALongGap() throws Exception {
    file(
        "tea.jsonl",
        line(1),
        line(2).replace("2026", "2099"),
        line(3),
        line(4).replace("2026", "2036"),
        line(5).replace("2026", "2036"),
        line(6).replace("2026", "2036"));
    settings.put("file.speed", "60");
    complete();
    assertThat(sent()).hasSize(6);
    assertThat(sleeps).hasSize(2);
    assertThat(sleeps.get(0)).isBetween(1_000L, 2_000L);
    assertThat(sleeps.get(1)).isBetween(500L, 1_000L);
  }

  @Test
  void shouldReadOnlyTheTopicsThatAreNamed() throws Exception {
    file("tea.jsonl", line(1), line(2).replace("tea", "coffee"));
    settings.put("topics", "coffee");
    complete();
    assertThat(sent()).extracting(Tweet::getTopic).containsExactly("coffee");
  }

  @Test
  void shouldNameTheFileThatIsMissing() throws Exception {
    Path file = file("tea.jsonl", line(1));
    Files.delete(file);
    assertThat(failure()).contains(file.toString(), "--file");
  }

  @Test
  void shouldRefuseSettingsThatHaveNoMeaning() {
    settings.keySet().removeAll(List.of("from", "to", "topics"));
    settings.put("source", "file");
    refused("file is not set");
    settings.put("file", "a");
    settings.put("from", "2026-01-01");
    refused("leave out from and to");
    settings.remove("from");
    settings.put("sink", "file");
    settings.put("sink.file", "./a");
    refused("also the file of the sink");
    settings.remove("sink");
    settings.put("max.cost", "1");
    refused("costs nothing");
    settings.remove("max.cost");
    settings.put("follow", "true");
    refused("has no slices");
    settings.remove("follow");
    settings.put("source", "jetstream");
    refused("topics is not set");
    settings.put("topics", "t");
    settings.put("jetstream.url", "https://x");
    refused("jetstream.url");
    settings.put("jetstream.url", "wss://me:secret@x/subscribe");
    refused("wss://***@x/subscribe");
    settings.put("jetstream.url", "wss://x/subscribe#part");
    refused("fragment");
    settings.put("jetstream.url", "wss://x/subscribe");
    settings.put("checkpoint.store", "s3");
    refused("checkpoint.store");
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> IngestConfig.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(reason);
  }
}
