package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.SinkRows.DAY;
import static io.tweetsentiment.sql.SinkRows.tweet;
import static io.tweetsentiment.sql.SinkRows.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.cli.Group;
import io.tweetsentiment.cli.Program;
import io.tweetsentiment.cli.ProgramCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class ReconcileCommandTest {

  private static final String MERGED = "tweets.merged";
  private static final String AGGREGATE = "tweets.aggregate";
  private static final String FIRST =
      "biden,2020-10-21 00:00:00,2,0.7003,0.0000,0.0000,0.0000,1.0000,0.0000,0.0000,0.0000\n";
  private static final String SECOND =
      "biden,2020-10-21 00:15:00,1,0.7003,0.0000,0.0000,0.0000,1.0000,0.0000,0.0000,0.0000\n";

  @TempDir private Path folder;

  private final TestingPostgres postgres = TestingPostgres.newDatabase();
  private final FakeS3 s3 = new FakeS3();
  private final Map<String, String> environment = Map.of("LOADER_JDBC_URL", postgres.url());

  private void load() {
    try (Loader loader =
        Loader.open(LoaderConfig.load(Optional.empty(), environment), s3, Clock.systemUTC())) {
      loader.createTables();
      loader.loadOnce();
    }
  }

  /** Two windows, with the tweets 1 and 2, and 3; another one is of the day before. */
  private void fill() {
    GenericRecord later = tweet("3", 2);
    later.put("created_at", DAY.plusSeconds(1_000).toEpochMilli());
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(tweet("1", 0), tweet("2", 1), later));
    SinkRows.put(s3, AGGREGATE, "dt=2020-10-20", List.of(window(DAY.minusSeconds(900), 0, 9)));
    SinkRows.put(
        s3,
        AGGREGATE,
        "dt=2020-10-21",
        List.of(
            window(DAY, 1, 1),
            window(DAY, 2, 2),
            window(DAY.plusSeconds(900), 3, 1),
            window(DAY.plusSeconds(1_800), 4, 1),
            window(DAY.plusSeconds(1_800), 5, 0)));
  }

  private List<String> run(int code, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("reconcile", "--from", "2020-10-21", "--to", "2020-10-22"));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int ended =
        Program.commandLine(
                List.of(
                    () ->
                        List.of(
                            new ProgramCommand(
                                Group.PARTS, new ReconcileCommand(environment, config -> s3)))))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(ended).as(out + "\n" + err).isEqualTo(code);
    return (out + "" + err).lines().toList();
  }

  @Test
  void shouldSayThatTheyAreEqual() throws IOException {
    fill();
    load();
    assertThat(run(0)).containsExactly("equal: 2 windows of stream and warehouse");

    Path csv = Files.createDirectories(folder.resolve("sentiment-csv"));
    Files.writeString(csv.resolve("part-0.csv"), FIRST);
    Files.writeString(csv.resolve("part-1.csv"), SECOND);
    assertThat(run(0, "--batch", folder.toString()))
        .containsExactly("equal: 2 windows of stream, batch job and warehouse");
    s3.put(
        "batch/sentiment-csv/part-0.csv",
        (FIRST + SECOND).getBytes(java.nio.charset.StandardCharsets.UTF_8),
        Map.of());
    assertThat(run(0, "--batch", "s3://tweet-sentiment/batch"))
        .containsExactly("equal: 2 windows of stream, batch job and warehouse");
  }

  @Test
  void shouldNameTheWindowsTheTweetsAndTheCauseAndLoadThem() {
    fill();
    load();
    postgres.run("DELETE FROM sentiment WHERE window_time = '2020-10-21 00:15:00'");
    postgres.run("UPDATE sentiment SET count_tweets = 5 WHERE window_time = '2020-10-21'");
    postgres.run("DELETE FROM tweet WHERE tweet_id IN ('2', '3')");

    List<String> said = run(1);

    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "2020-10-21T00:00:00Z  biden  2  -  5  the row was changed in the"
                            + " warehouse.*"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("2020-10-21T00:15:00Z  biden  1  -  0  the row was loaded.*is gone"))
        .anySatisfy(line -> assertThat(line).startsWith("tweet 2 of topic biden is in topics/"))
        .anySatisfy(line -> assertThat(line).startsWith("tweet 3 of topic biden is in topics/"));
    assertThat(said.get(said.size() - 1))
        .isEqualTo(
            "2 of 2 windows of stream and warehouse differ; 2 tweets are not in the warehouse, 0"
                + " only there");

    assertThat(run(0, "--fix")).last().isEqualTo("equal: 2 windows of stream and warehouse");
    assertThat(postgres.query("SELECT tweet_id FROM tweet ORDER BY 1"))
        .containsExactly("1", "2", "3");
    assertThat(postgres.query("SELECT COUNT(*) FROM load_audit")).containsExactly("3");
  }

  /** What was loaded before stays recorded as loaded until it is loaded again. */
  @Test
  void shouldForgetNothingWhenLoadingAgainFails() {
    fill();
    load();
    postgres.run("DELETE FROM sentiment WHERE window_time = '2020-10-21 00:15:00'");
    int[] gets = new int[1];
    s3.beforeGet = key -> gets[0]++;
    run(1);
    int toCompare = gets[0];
    gets[0] = 0;
    s3.beforeGet =
        key -> {
          if (gets[0]++ >= toCompare) {
            throw S3Exception.builder().statusCode(403).message("denied").build();
          }
        };

    assertThat(run(2, "--fix")).singleElement().asString().contains("denied");

    assertThat(postgres.query("SELECT COUNT(*) FROM load_audit")).containsExactly("3");
    s3.beforeGet = key -> {};
    assertThat(run(0, "--fix")).last().isEqualTo("equal: 2 windows of stream and warehouse");
  }

  @Test
  void shouldKnowTheNewestRowWhateverTheOrderOfTheObjects() {
    GenericRecord moved = tweet("1", 5);
    moved.put("created_at", DAY.minusSeconds(86_400).toEpochMilli());
    SinkRows.put(s3, MERGED, "a", List.of(moved));
    SinkRows.put(s3, MERGED, "b", List.of(tweet("1", 0), tweet("2", 1)));
    SinkRows.put(s3, AGGREGATE, "dt=2020-10-21", List.of(window(DAY, 1, 1)));
    load();
    postgres.run("UPDATE sentiment SET count_tweets = 5");

    assertThat(run(1))
        .last()
        .isEqualTo(
            "1 of 1 windows of stream and warehouse differ; 0 tweets are not in the warehouse, 0"
                + " only there");
  }

  @Test
  void shouldNameTheObjectThatIsNotLoaded() {
    fill();
    load();
    SinkRows.put(s3, AGGREGATE, "dt=2020-10-21", List.of(window(DAY.plusSeconds(2_700), 9, 4)));

    assertThat(run(1))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "2020-10-21T00:45:00Z  biden  4  -  0  object topics/.* is not loaded"));
    assertThat(run(0, "--fix")).contains("loaded 1 objects, 1 rows");
  }

  @Test
  void shouldTellWhenOnlyTheBatchJobDiffers() throws IOException {
    fill();
    load();
    Path csv = Files.createDirectories(folder.resolve("sentiment-csv"));
    Files.writeString(csv.resolve("part-0.csv"), FIRST.replace("00,2,0.7003", "00,2,0.7004"));

    assertThat(run(1, "--batch", folder.toString()))
        .anySatisfy(line -> assertThat(line).contains("2  2  2  the batch job has other scores"))
        .anySatisfy(line -> assertThat(line).contains("1  0  1  the batch job read fewer"));
  }

  @Test
  void shouldNameWhatIsWrongWithItsOptions() {
    assertThat(run(2, "--batch", folder.resolve("none").toString()))
        .singleElement()
        .asString()
        .contains("cannot read the batch job's output");
    assertThat(run(2, "--window", "PT0S")).singleElement().asString().contains("--window is PT0S");
  }
}
