package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tweetsentiment.standalone.parts.ObjectStore;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One run over recorded tweets, if they are present, with checks of all its results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {

  private static final int TWEETS = 34_856;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private final Ports ports = CommandProcess.freePorts();
  private Path tweets;
  private Path report;
  private CommandProcess run;
  private JsonNode complete;
  private Tables tables;

  @BeforeAll
  void launch() throws Exception {
    tweets = Recorded.file("biden-4days.jsonl.gz");
    report = folder.resolve("reports/first.json");
    run = start("--report", report.toString());
    complete = run.awaitComplete();
    tables = Tables.of(ports);
  }

  @AfterAll
  void end() throws Exception {
    if (run != null) {
      run.close();
    }
  }

  private CommandProcess start(String... more) throws IOException {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--tweets", tweets.toString(), "--topic", "biden"));
    args.addAll(List.of(more));
    return CommandProcess.standalone(folder, ports, Map.of(), args.toArray(String[]::new));
  }

  private String tool(String... args) throws Exception {
    try (CommandProcess tool = CommandProcess.tool(folder, ports, List.of(args))) {
      assertThat(tool.awaitExit()).as(() -> Arrays.toString(args) + tool.err()).isZero();
      return tool.out();
    }
  }

  @Test
  @Order(1)
  void shouldLoadEveryTweetOnce() {
    requireAllCounted(complete);
    assertThat(complete.required("seconds").asDouble()).isPositive();
    assertThat(complete.required("start_seconds").asDouble()).isPositive();
    assertThat(complete.required("components").findValuesAsText("name"))
        .contains("kafka", "connect", "registry", "s3", "kinesis", "x-api", "postgres", "streams");
  }

  @Test
  @Order(1)
  void shouldCountInEachWindowWhatTheFileHoldsInIt() throws Exception {
    Map<String, Integer> counted = Recorded.tweetsByQuarter(tweets);
    Map<String, Integer> loaded = new TreeMap<>();
    for (String row : tables.sentiment()) {
      String[] columns = row.split(",", -1);
      loaded.put(columns[0] + " " + columns[1], Integer.parseInt(columns[2]));
    }
    assertThat(loaded).isEqualTo(counted);
  }

  @Test
  @Order(2)
  void shouldBeReadByKafkasOwnTools() throws Exception {
    assertThat(tool("kafka-topics", "--list").lines())
        .contains(
            "tweets.raw", "tweets.sentiment", "tweets.merged", "tweets.aggregate", "tweets.dlq");
    List<String> printed =
        tool(
                "kafka-console-consumer",
                "--topic",
                "tweets.merged",
                "--from-beginning",
                "--max-messages",
                "3")
            .lines()
            .toList();
    assertThat(printed).hasSize(3);
    for (String line : printed) {
      JsonNode merged = JSON.readTree(line);
      assertThat(merged.required("topic").asText()).isEqualTo("biden");
      assertThat(merged.required("tweet_id").asText()).matches("\\d+");
    }
  }

  @Test
  @Order(2)
  void shouldBeReadByPsql() throws Exception {
    boolean present =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "psql")));
    assumeTrue(present, "skipped: no psql on the PATH");
    Process psql =
        new ProcessBuilder(
                "psql",
                "postgresql://postgres@" + ports.address(Port.POSTGRES) + "/sentiment",
                "-Atc",
                "select count(*) from tweet")
            .redirectErrorStream(true)
            .start();
    String printed = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(psql.waitFor()).as(printed).isZero();
    assertThat(printed.strip()).isEqualTo(Integer.toString(TWEETS));
  }

  @Test
  @Order(2)
  void shouldBeListedByAnS3Client() {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(ports.url(Port.S3)))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY)))
            .build()) {
      List<String> keys =
          s3.listObjectsV2Paginator(r -> r.bucket(ObjectStore.BUCKET)).contents().stream()
              .map(S3Object::key)
              .toList();
      for (String topic : List.of("raw", "sentiment", "merged", "aggregate")) {
        assertThat(keys)
            .as(topic)
            .anyMatch(
                key ->
                    key.matches(
                        "topics/tweets\\."
                            + topic
                            + "/dt=2020-10-2[1-4]/tweets\\."
                            + topic
                            + "\\+\\d+\\+\\d{10}\\.snappy\\.parquet"));
      }
    }
  }

  @Test
  @Order(3)
  void shouldBeRecomputedByTheBatchJobToTheSameBytes() throws Exception {
    BatchJobProcess.requireBuilt();
    Path topics = CommandProcess.data(folder).resolve("s3/tweet-sentiment/topics");
    requireSameAsBatch(topics, folder.resolve("batch"));
    requireSameAsBatch(shuffledAndHalfRepeated(topics), folder.resolve("batch-of-repeated"));
  }

  @Test
  @Order(4)
  void shouldCountNothingTwiceWhenTheSameCommandRunsAgain() throws Exception {
    run.terminate();
    requireAllCounted(JSON.readTree(report.toFile()));
    Path second = folder.resolve("reports/second.json");
    run = start("--once", "--report", second.toString());
    assertThat(run.awaitExit()).as(run::err).isZero();
    JsonNode status = JSON.readTree(second.toFile());
    assertThat(status.required("state").asText()).isEqualTo("complete");
    requireAllCounted(status);
    assertThat(status.required("windows")).isEqualTo(complete.required("windows"));
    assertThat(status.required("loaded_windows")).isEqualTo(complete.required("loaded_windows"));
  }

  @Test
  @Order(5)
  @Tag("long")
  void shouldLeaveTheSameTablesWhenItIsKilledAtFiveMoments() throws Exception {
    run.close();
    Path place = folder.resolve("killed");
    Ports others = CommandProcess.freePorts();
    run =
        new KilledRun(place, others, "--tweets", tweets.toString(), "--topic", "biden")
            .killAtFiveMoments(TWEETS);
    requireAllLoaded(run.awaitComplete());
    Tables killed = Tables.of(others);
    Tables.requireEqual(tables.tweet(), killed.tweet());
    Tables.requireEqual(tables.sentiment(), killed.sentiment());
  }

  /** A slice that is fetched twice gives duplicates, so only the number of kept tweets is fixed. */
  private static void requireAllLoaded(JsonNode status) {
    Sums.requireEqual(status);
    for (String counter : List.of("merged", "loaded_tweets")) {
      assertThat(status.required(counter).asInt()).as(counter).isEqualTo(TWEETS);
    }
    assertThat(status.required("dead_lettered").asInt()).isZero();
  }

  private static void requireAllCounted(JsonNode status) {
    Sums.requireEqual(status);
    for (String counter : List.of("received", "merged", "loaded_tweets")) {
      assertThat(status.required(counter).asInt()).as(counter).isEqualTo(TWEETS);
    }
    for (String counter : List.of("dead_lettered", "duplicates", "superseded", "pending")) {
      assertThat(status.required(counter).asInt()).as(counter).isZero();
    }
  }

  private void requireSameAsBatch(Path topics, Path output) throws Exception {
    BatchJobProcess.run(topics, output);
    String sentiment = Files.readString(BatchJobProcess.csv(output, "sentiment"));
    try (Connection connection = Tables.connect(ports)) {
      assertThat(sentiment)
          .isEqualTo(
              Tables.copyOut(
                  connection, Tables.select(Tables.SENTIMENT, "sentiment", "window_time")));
      List<String> tweet = wholeTable(connection, "tweet", "tweet_id");
      List<String> windows = wholeTable(connection, "sentiment", "window_time");
      loadBatch(connection, output);
      Tables.requireEqual(tweet, wholeTable(connection, "tweet", "tweet_id"));
      Tables.requireEqual(windows, wholeTable(connection, "sentiment", "window_time"));
    }
  }

  /** All columns, including those of wall clock and transport: a reload keeps them. */
  private static List<String> wholeTable(Connection connection, String table, String key)
      throws Exception {
    return Tables.lines(Tables.copyOut(connection, Tables.select("*", table, key)));
  }

  /** Runs load-batch.sql on the job's output, as an operator does. */
  private static void loadBatch(Connection connection, Path output) throws Exception {
    String script = Files.readString(Path.of("..", "sql", "postgres", "load-batch.sql"));
    for (String sql : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
      if (sql.contains("FROM STDIN")) {
        String table = sql.strip().replaceFirst("(?s)COPY (\\w+)_batch .*", "$1");
        try (InputStream csv = Files.newInputStream(BatchJobProcess.csv(output, table))) {
          connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql.strip(), csv);
        }
      } else if (!sql.isBlank()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    }
  }

  /** A copy in which every other object occurs twice and the names change their order. */
  private static Path shuffledAndHalfRepeated(Path topics) throws IOException {
    Path copy = folder.resolve("repeated");
    int number = 0;
    for (String topic : List.of("tweets.raw", "tweets.sentiment")) {
      List<Path> objects;
      try (Stream<Path> files = Files.walk(topics.resolve(topic))) {
        objects = files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
      }
      for (Path object : objects) {
        number++;
        Path place = copy.resolve(topic).resolve(topics.resolve(topic).relativize(object));
        Files.createDirectories(place.getParent());
        String name = Integer.reverse(number) + ".parquet";
        Files.copy(object, place.resolveSibling(name.replace("-", "n")));
        if (number % 2 == 0) {
          Files.copy(object, place.resolveSibling("again" + number + ".parquet"));
        }
      }
    }
    return copy;
  }
}
