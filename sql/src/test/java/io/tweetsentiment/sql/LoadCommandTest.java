package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.Program;
import io.tweetsentiment.cli.ProgramCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LoadCommandTest {

  private final TestingPostgres postgres = TestingPostgres.newDatabase();
  private final FakeS3 s3 = new FakeS3();
  private final Map<String, String> environment =
      new HashMap<>(Map.of("LOADER_JDBC_URL", postgres.url()));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Sleeper sleeper, String... arguments) {
    LoadCommand load =
        new LoadCommand(environment, config -> Loader.open(config, s3, Clock.systemUTC()), sleeper);
    return Program.commandLine(List.of(() -> List.of(new ProgramCommand(Group.PARTS, load))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("load"), Stream.of(arguments)).toArray(String[]::new));
  }

  private int run(String... arguments) {
    return run(
        duration -> {
          throw new AssertionError("no pause expected");
        },
        arguments);
  }

  private void tweet(String id, long offset) {
    SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet(id, offset)));
  }

  @Test
  void shouldAnswerAWrongOptionInOneLine() {
    assertThat(run("--nope")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("'--nope'", "--help");
  }

  @Test
  void shouldLoadOnceAndSayWhatItDid() {
    tweet("1", 0);

    assertThat(run("--once", "--create")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "loaded 1 objects, 1 rows; tweet has 1 rows, sentiment 0, load_reject 0");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldLoadAgainAfterThePauseUntilItIsInterrupted() {
    List<Duration> pauses = new ArrayList<>();

    int code =
        run(
            duration -> {
              pauses.add(duration);
              if (pauses.size() == 3) {
                throw new InterruptedException();
              }
              tweet("t" + pauses.size(), pauses.size());
            },
            "--every",
            "PT3S",
            "--create");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isZero();
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(3));
    assertThat(postgres.query("SELECT COUNT(*) FROM tweet")).containsExactly("2");
  }

  @Test
  void shouldGoOnWhenTheDatabaseDropsTheConnectionBetweenPasses() {
    List<Duration> pauses = new ArrayList<>();

    int code =
        run(
            duration -> {
              pauses.add(duration);
              if (pauses.size() == 1) {
                tweet("1", 1);
                postgres.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                        + " application_name = 'tweet-sentiment-loader'"
                        + " AND datname = current_database()");
              }
              if (pauses.size() == 3) {
                throw new InterruptedException();
              }
            },
            "--create");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(code).isZero();
    assertThat(postgres.query("SELECT COUNT(*) FROM tweet")).containsExactly("1");
  }

  @Test
  void shouldEndWithCode2WhenTheTablesAreMissing() {
    tweet("1", 0);

    assertThat(run("--once")).isEqualTo(2);
    assertThat(err.toString()).contains("load --create").hasLineCount(1);
  }

  @Test
  void shouldEndWithCode2WhenTheBucketIsMissing() {
    environment.put("LOADER_S3_BUCKET", "absent");

    assertThat(run("--once", "--create")).isEqualTo(2);
    assertThat(err.toString()).contains("bucket absent", "s3.bucket").hasLineCount(1);
  }

  @Test
  void shouldEndWithCode2WhenTheDatabaseIsNotReached() {
    environment.put("LOADER_JDBC_URL", "jdbc:postgresql://localhost:1/sentiment?password=secret");

    assertThat(run("--once", "--create")).isEqualTo(2);
    assertThat(err.toString())
        .contains("localhost:1/sentiment", "jdbc.url")
        .doesNotContain("secret")
        .hasLineCount(1);
  }

  @Test
  void shouldEndWithCode2WhenTheDatabaseDoesNotExist() {
    environment.put("LOADER_JDBC_URL", postgres.url() + "_absent");

    assertThat(run("--once", "--create")).isEqualTo(2);
    assertThat(err.toString()).contains("_absent", "jdbc.user").hasLineCount(1);
  }

  @Test
  void shouldEndWithCode2WhenASettingIsUnknown() {
    assertThat(run("--once", "--config", "absent.properties")).isEqualTo(2);
    assertThat(err.toString()).contains("absent.properties").hasLineCount(1);
  }

  @Test
  void shouldLoadTheRestWhenAnObjectIsUnusable() {
    s3.put("topics/tweets.merged/d/tweets.merged+0+0000000000.parquet", new byte[] {1}, Map.of());
    tweet("1", 1);

    assertThat(run("--once", "--create")).isZero();
    assertThat(out.toString())
        .isEqualToIgnoringNewLines(
            "loaded 2 objects, 1 rows; tweet has 1 rows, sentiment 0, load_reject 1");
  }

  @Test
  void shouldNameTheGapWhenOffsetsAreMissing() {
    tweet("1", 0);
    tweet("2", 7);

    assertThat(run("--once", "--create")).isZero();
    assertThat(err.toString())
        .hasLineCount(1)
        .contains("rows may be missing", "offsets 1 to 6 of tweets.merged-0", "--to-offset 1");
    assertThat(run("--check")).isEqualTo(1);
    assertThat(out.toString())
        .contains("offsets 1 to 6 of tweets.merged-0")
        .endsWith("0 loaded objects are no longer in the bucket; 1 gaps between offsets\n");
  }

  @Test
  void shouldNameWhatIsNoLongerInTheBucketWhenNothingIsMissing() {
    tweet("1", 0);
    run("--once", "--create");
    String key = s3.keys().get(0);
    s3.deleteObject(request -> request.bucket(FakeS3.BUCKET).key(key));

    assertThat(run("--check")).isZero();
    assertThat(out.toString()).contains("loaded, but no longer in the bucket: " + key + "\n");
  }

  @Test
  void shouldHaveADriverForBothDatabases() throws Exception {
    assertThat(java.sql.DriverManager.getDriver("jdbc:redshift://host:5439/dev")).isNotNull();
    assertThat(java.sql.DriverManager.getDriver(postgres.url()))
        .isInstanceOf(org.postgresql.Driver.class);
  }
}
