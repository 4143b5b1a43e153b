package io.tweetsentiment.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.cli.CommandProvider;
import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.Program;
import io.tweetsentiment.cli.ProgramCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestCommandTest {

  private static final Instant FROM = Instant.parse("2020-10-21T00:00:00Z");

  @TempDir private Path folder;
  private final FakeX x = new FakeX();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "X_BEARER_TOKEN",
              FakeX.TOKEN,
              "PRODUCER_X_BASE_URL",
              x.url(),
              "PRODUCER_SCHEMA_REGISTRY_URL",
              "mock://main"));

  @AfterEach
  void stop() {
    x.close();
  }

  private int run(String... arguments) {
    CommandProvider ingest =
        () -> List.of(new ProgramCommand(Group.PARTS, new IngestCommand(environment)));
    return Program.commandLine(List.of(ingest))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("ingest"), Stream.of(arguments)).toArray(String[]::new));
  }

  private void assertBadInput(String message, String... arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(message);
    assertThat(x.requests()).isEmpty();
  }

  @Test
  void shouldPrintTheCostsInADryRun() {
    x.with("biden", FROM, FROM.plusSeconds(86_400), 1000, 1);
    assertThat(run("--dry-run", "--topic", "biden", "--from", "2020-10-21", "--to", "2020-10-22"))
        .isZero();
    assertThat(out.toString())
        .contains("1,000", "X, tweets (certain)            $5.00", "$10.00", "$0.30");
    assertThat(x.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request).containsEntry("path", "/2/tweets/counts/recent");
              assertThat(request).containsEntry("granularity", "hour");
            });
  }

  @Test
  void shouldFailADryRunWhenXRefuses() {
    environment.put("X_BEARER_TOKEN", "wrong");
    assertThat(run("--dry-run", "--topic", "biden", "--from", "2020-10-21", "--to", "2020-10-22"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("X_BEARER_TOKEN").doesNotContain("wrong");
  }

  @Test
  void shouldRefuseAMalformedTime() {
    assertBadInput("yesterday", "--topic", "a", "--from", "yesterday", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseAStartAfterTheEnd() {
    assertBadInput("is not before", "--topic", "a", "--from", "2020-10-23", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseAnEmptyTopic() {
    assertBadInput("--topic is empty", "--topic", "", "--from", "2020-10-21", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseAnEmptyTopicBesideAnother() {
    assertBadInput(
        "--topic is empty",
        "--topic",
        "a",
        "--topic",
        " ",
        "--from",
        "2020-10-21",
        "--to",
        "2020-10-22");
  }

  @Test
  void shouldRefuseAMissingTopic() {
    assertBadInput("topics is not set", "--from", "2020-10-21", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseAnEndThatXDoesNotKnowYet() {
    String soon = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
    assertBadInput("10 seconds old", "--topic", "a", "--from", "2020-10-21", "--to", soon);
  }

  @Test
  void shouldAskForTheCostsWithoutARegistry() {
    environment.remove("PRODUCER_SCHEMA_REGISTRY_URL");
    assertThat(run("--dry-run", "--topic", "a", "--from", "2020-10-21", "--to", "2020-10-22"))
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRODUCER_SCHEMA_REGISTRY_URL   |         | schema.registry.url is not set",
        "PRODUCER_SCHEMA_REGISTRY_URL   | foo     | schema.registry.url is 'foo'",
        "PRODUCER_AWS_ENDPOINT          | foo     | aws.endpoint is 'foo'",
        "PRODUCER_X_BASE_URL            | foo     | x.base.url is 'foo'",
        "PRODUCER_KINESIS_BACKOFF_BASE  | PT1M    | shorter than kinesis.backoff.base, PT1M",
        "PRODUCER_X_TIMEOUT             | -PT1S   | x.timeout is PT-1S",
        "PRODUCER_WORKERS               | 0       | workers is 0",
      })
  void shouldSayInOneLineWhatIsWrongWithASetting(String variable, String value, String message) {
    environment.put("PRODUCER_AWS_REGION", "us-east-1");
    environment.put("PRODUCER_CHECKPOINT_FILE", folder.resolve("run.jsonl").toString());
    environment.put(variable, value == null ? "" : value);
    assertBadInput(message, "--topic", "a", "--from", "2020-10-21", "--to", "2020-10-22");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sec\u0001ret", "sec ret", "sec\u00e9ret"})
  void shouldNotShowATokenThatNoHeaderTakes(String token) {
    environment.put("X_BEARER_TOKEN", token);
    assertBadInput("x.bearer.token", "--topic", "a", "--from", "2020-10-21", "--to", "2020-10-22");
    assertThat(err.toString()).doesNotContain("ret");
  }

  @Test
  void shouldRefuseAMissingToken() {
    environment.remove("X_BEARER_TOKEN");
    assertBadInput("X_BEARER_TOKEN", "--topic", "a", "--from", "2020-10-21", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseOptionsOfAnotherSource() {
    assertBadInput(
        "--keyword is for", "--keyword", "tea", "--from", "2020-10-21", "--to", "2020-10-22");
  }

  @Test
  void shouldRefuseAFileWithoutItsSource() {
    assertBadInput(
        "--source file",
        "--file",
        "a",
        "--topic",
        "t",
        "--from",
        "2020-10-21",
        "--to",
        "2020-10-22");
  }

  @Test
  void shouldRefuseAMissingTweetsFileBeforeItReadsTheFirstOne() throws Exception {
    Path there = Files.writeString(folder.resolve("there"), "{}");
    Path gone = folder.resolve("gone");
    assertBadInput(
        gone.toString(), "--source", "file", "--file", there.toString(), "--file", gone.toString());
  }

  @Test
  void shouldRefuseToRetryWhatHasNoSlices() {
    assertBadInput("has none", "retry", "--source", "jetstream", "--topic", "t");
  }

  @Test
  void shouldRefuseAnUnknownOption() {
    assertBadInput("--topics", "--topics", "a");
  }

  @Test
  void shouldRefuseAnUnknownKeyOfTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("a.properties"), "worker=3\n");
    assertBadInput("workers", "--config", file.toString());
  }

  @Test
  void shouldRefuseAMissingFile() {
    assertBadInput(
        "missing.properties", "--config", folder.resolve("missing.properties").toString());
  }

  @Test
  void shouldFailWithOneLineWhenKinesisCannotBeReached() {
    environment.putAll(
        Map.of(
            "PRODUCER_AWS_ENDPOINT", "http://127.0.0.1:1",
            "PRODUCER_AWS_REGION", "us-east-1",
            "PRODUCER_CHECKPOINT_FILE", folder.resolve("run.jsonl").toString()));
    assertThat(run("--topic", "biden", "--from", "2020-10-21", "--to", "2020-10-22")).isEqualTo(1);
    List<String> lines = err.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("0 of 96 slices");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("cannot reach the Kinesis stream tweets", "aws.endpoint");
    assertThat(x.requests()).isEmpty();
  }

  @Test
  void shouldExplainItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--config", "--topic", "--from", "--to", "--freq", "--max-per-slice")
        .contains("--max-tweets", "--dry-run", "--reset", "stopped by --max-tweets");
  }

  private void intoAFile() {
    environment.remove("PRODUCER_SCHEMA_REGISTRY_URL");
    environment.put("PRODUCER_SINK", "file");
    environment.put("PRODUCER_SINK_FILE", folder.resolve("tweets.jsonl").toString());
    environment.put("PRODUCER_CHECKPOINT_FILE", folder.resolve("run.jsonl").toString());
    environment.put("PRODUCER_X_ATTEMPTS", "1");
    environment.put("PRODUCER_X_LONGEST_OUTAGE", "PT0S");
    environment.put("PRODUCER_X_BACKOFF_BASE", "PT0S");
    environment.put("PRODUCER_SLICE_ATTEMPTS", "1");
    environment.put("PRODUCER_X_HTTP_VERSION", "1.1");
  }

  private String printed() {
    String printed = out.toString();
    out.getBuffer().setLength(0);
    return printed;
  }

  @Test
  void shouldShowPlanAndStatusAndRetryWhatFailed() throws Exception {
    intoAFile();
    x.with("biden", FROM, FROM.plusSeconds(3_600), 40, 1_000);
    String[] hour = {"--topic", "biden", "--from", "2020-10-21", "--to", "2020-10-21T01:00:00Z"};
    assertThat(run(Stream.concat(Stream.of("plan"), Stream.of(hour)).toArray(String[]::new)))
        .isZero();
    assertThat(printed()).startsWith("4 slices: 0 done, 0 lost, 4 to fetch (0 of them");

    String bad = FROM.plusSeconds(900).toString();
    x.trouble(
        request ->
            bad.equals(request.get("start_time"))
                ? new FakeX.Canned(500, Map.of(), "broken")
                : null);
    assertThat(run(hour)).isEqualTo(1);
    assertThat(printed()).contains("3 of 4 slices, 30 tweets", "failed: " + bad, "ingest retry");

    assertThat(run("status")).isZero();
    String table = printed();
    assertThat(table)
        .contains("biden: 3 done, 0 open, 1 failed, 0 lost slices from 2020-10-21T00:00:00Z")
        .contains("failed " + bad)
        .contains("X answered 500 (broken)")
        .contains("spent: 30 tweets, 3 requests, at most $");
    assertThat(table.lines()).hasSize(3);

    assertThat(run("status", "--json", "--max-cost", "10")).isZero();
    JsonNode json = new ObjectMapper().readTree(printed());
    assertThat(json.at("/topics/0/failed").asInt()).isEqualTo(1);
    assertThat(json.at("/slices")).hasSize(4);
    assertThat(json.at("/slices/1/reason").asText()).contains("broken");
    assertThat(json.at("/left/cost").asDouble()).isBetween(8.0, 10.0);

    x.trouble(request -> null);
    int before = x.requests().size();
    assertThat(run("retry", "--topic", "biden")).isZero();
    assertThat(printed()).contains("1 of 1 slices, 10 tweets");
    assertThat(x.requests().size() - before).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("tweets.jsonl"))).hasSize(40);

    assertThat(run("status", "--counts", "--slices", "--topic", "biden")).isZero();
    assertThat(printed()).contains("40 tweets of 40 that X counts (100.0 %)");
  }

  @Test
  void shouldShowAndRetryARunThatFollows() throws Exception {
    intoAFile();
    x.with("biden", FROM, FROM.plusSeconds(3_600), 40, 1_000);
    assertThat(run("--topic", "biden", "--from", "2020-10-21", "--to", "2020-10-21T01:00:00Z"))
        .isZero();
    environment.put("PRODUCER_FOLLOW", "true");
    printed();
    assertThat(run("status")).isZero();
    assertThat(printed()).contains("biden: 4 done");
    assertThat(run("retry", "--topic", "biden")).isZero();
  }

  @Test
  void shouldSayWhereItLookedWhenThereIsNoRun() {
    environment.put("PRODUCER_CHECKPOINT_FILE", folder.resolve("none.jsonl").toString());
    assertThat(run("status")).isEqualTo(1);
    assertThat(err.toString()).contains("none.jsonl", "checkpoint.file");
  }

  @Test
  void shouldStopAtTheMaximumCost() {
    intoAFile();
    x.with("biden", FROM, FROM.plusSeconds(3_600), 400, 1_000);
    assertThat(
            run(
                "--topic",
                "biden",
                "--from",
                "2020-10-21",
                "--to",
                "2020-10-21T01:00:00Z",
                "--max-cost",
                "2.6"))
        .isEqualTo(3);
    assertThat(err.toString()).contains("stopped by max.cost");
  }

  /** One element, whether it is given as a list or not. */
  @Test
  void shouldKeepATopicWithAComma() {
    intoAFile();
    x.with("a, b", FROM, FROM.plusSeconds(900), 5, 1_000);
    assertThat(run("--topic", "a, b", "--from", "2020-10-21", "--to", "2020-10-21T00:15:00Z"))
        .isZero();
    assertThat(printed()).contains("1 of 1 slices, 5 tweets");
  }

  /** The reference system's own files, against an address of the test. */
  @Test
  void shouldRunWithTheFilesOfTheReferenceSystem() throws Exception {
    environment.keySet().removeIf(key -> key.startsWith("X_") || key.endsWith("BASE_URL"));
    intoAFile();
    Path app =
        Files.writeString(
            folder.resolve("app.yaml"),
            "[tweet-search]\nsearch_url:"
                + x.url()
                + "/2/tweets/search/recent\nquery:espresso\n"
                + "tweets_fields:tweet.fields=text,created_at,referenced_tweets\n"
                + "start_time:2020-10-21T00:00:00\nend_time:2020-10-21T00:30:00\nfreq:15T\n"
                + "[storage]\nmode:local\nstaging_local_dir:"
                + folder.resolve("responses")
                + "\nsentiment_local_dir:sentiments\n[kinesis]\nstreamname:tweet_stream\n");
    Path secrets =
        Files.writeString(
            folder.resolve("secret.ini"), "[twitter-api]\nbearer_token=" + FakeX.TOKEN + "\n");
    String[] files = {"--config", app.toString(), "--secrets", secrets.toString()};
    x.with("espresso", FROM, FROM.plusSeconds(1_800), 20, 1_000);
    assertThat(
            run(
                Stream.concat(Stream.of("--print-config"), Stream.of(files))
                    .toArray(String[]::new)))
        .isZero();
    assertThat(printed())
        .contains("[kinesis] streamname = tweet_stream becomes kinesis.stream = tweet_stream")
        .contains("sentiment_local_dir has no meaning here")
        .contains("x.bearer.token = ****")
        .doesNotContain(FakeX.TOKEN);
    assertThat(x.requests()).isEmpty();

    assertThat(run(files)).isZero();
    assertThat(printed()).contains("2 of 2 slices, 20 tweets");
    assertThat(folder.resolve("responses/espresso")).isDirectory();
  }
}
