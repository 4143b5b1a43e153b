package io.tweetsentiment.emr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.schemas.Tweet;
import io.tweetsentiment.schemas.TweetSentiment;
import io.tweetsentiment.schemas.rules.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the job as a user does, in local mode, on objects in the sinks' layout. */
class BatchMainTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final int TWEETS = 300;

  @TempDir private Path folder;

  @Test
  void shouldGiveTheSameRowsForAShuffledAndHalfRepeatedInput() throws IOException {
    List<Tweet> tweets = new ArrayList<>();
    List<TweetSentiment> sentiments = new ArrayList<>();
    for (int i = 0; i < TWEETS; i++) {
      tweets.add(tweet(i));
      sentiments.add(sentiment(i));
    }
    write("once", tweets, sentiments);
    List<Tweet> repeated = new ArrayList<>(tweets);
    repeated.addAll(tweets.subList(0, TWEETS / 2));
    Collections.shuffle(repeated, new Random(7));
    Collections.shuffle(sentiments, new Random(8));
    write("again", repeated, sentiments);

    List<String> once = run("once", "sentiment");
    List<String> again = run("again", "sentiment");

    assertThat(again).isEqualTo(once);
    assertThat(once).hasSize(2);
    // 12 tweets a minute: 180 in the first window, a third of them positive with a score of 0.7001.
    assertThat(once.get(0))
        .isEqualTo(
            "espresso,2026-03-02 10:00:00,180,0.4667,0.2333,0.2333,0.0667,"
                + "0.3333,0.3333,0.3333,0.0000");
    assertThat(csv("once", "tweet")).hasSize(TWEETS);
    assertThat(csv("again", "tweet")).isEqualTo(csv("once", "tweet"));
  }

  @Test
  void shouldKeepTextAsWritten() throws IOException {
    Tweet tweet = tweet(0);
    tweet.setText("\"quoted\", a\\b \u65e5\u672c \uD83D\uDE00");
    TweetSentiment sentiment = sentiment(0);
    sentiment.setTextHash(Fingerprint.ofText(tweet.getText(), tweet.getLang()));
    write("text", List.of(tweet), List.of(sentiment));

    assertThat(run("text", "tweet").get(0))
        .startsWith(
            "espresso,1000,2026-03-02 10:00:00.000,\"\"\"quoted\"\", a\\b \u65e5\u672c \uD83D\uDE00\",");
  }

  @Test
  void shouldNameWhatIsLeftOut() throws IOException {
    Tweet unscored = tweet(1);
    Tweet blank = tweet(2);
    blank.setText("");
    write("left", List.of(tweet(0), unscored, blank), List.of(sentiment(0)));

    assertThat(run("left", "left-out"))
        .containsExactly(
            "espresso,1001,its newest text has no sentiment",
            "espresso,1002,the tweet has no text");
    assertThat(csv("left", "tweet")).hasSize(1);
  }

  @Test
  void shouldScoreAllOfThemWhenAskedToScoreAgain() throws IOException {
    List<Tweet> tweets = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tweets.add(tweet(i));
    }
    write("again", tweets, List.of(sentiment(0)));

    assertThat(run("again", "tweet", "--rescore"))
        .hasSize(5)
        .allSatisfy(row -> assertThat(row).contains("local-"));
    assertThat(csv("again", "left-out")).isEmpty();
  }

  @Test
  void shouldQuoteInCsvWhatCopyWouldTakeForTheEndOfAFieldOrForNull() throws IOException {
    List<String> texts =
        Arrays.asList(
            null,
            "two\nlines",
            "old\rMac",
            "and\r\nWindows",
            "\"",
            "a \"quote\", a comma",
            " spaces around ",
            "\\\"",
            "#1",
            "\\N",
            "\u2028 separator \u0085",
            "");
    List<Tweet> tweets = new ArrayList<>();
    List<TweetSentiment> sentiments = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Tweet tweet = tweet(i);
      tweet.setText("text " + i);
      tweet.setLocation(texts.get(i));
      tweets.add(tweet);
      sentiments.add(sentiment(i));
    }
    write("csv", tweets, sentiments);
    run("csv", "tweet");

    List<List<String>> rows = CsvText.rows(csvText("csv", "tweet"));
    assertThat(rows).allMatch(row -> row.size() == 19);
    assertThat(rows).extracting(row -> row.get(9)).isEqualTo(texts);
  }

  @Test
  void shouldWriteTheColumnsThatTheWarehouseCopies() throws IOException {
    write("columns", List.of(tweet(0)), List.of(sentiment(0)));
    run("columns", "tweet");

    for (String table : List.of("tweet", "sentiment")) {
      assertThat(parquetColumns("columns/out/" + table))
          .as(table)
          .isEqualTo(copiedColumns(table + "_batch"));
    }
  }

  /** Name and type of the columns of a staging table of load-batch.sql, as Parquet names types. */
  private static List<String> copiedColumns(String table) throws IOException {
    String sql = Files.readString(Path.of("..", "sql", "redshift", "load-batch.sql"));
    int from = sql.indexOf("CREATE TEMP TABLE " + table + " (");
    return sql.substring(from, sql.indexOf(");", from))
        .lines()
        .skip(1)
        .map(line -> line.strip().split("[ ,]+(?![0-9])"))
        .map(words -> words[0] + " " + parquetType(words[1]))
        .toList();
  }

  private static String parquetType(String type) {
    return switch (type.replaceAll("\\(\\d+\\)", "")) {
      case "VARCHAR" -> "STRING";
      case "TIMESTAMP" -> "TIMESTAMP(MILLIS,true)";
      case "BIGINT" -> "int64";
      case "BOOLEAN" -> "boolean";
      default -> type;
    };
  }

  private List<String> parquetColumns(String output) throws IOException {
    Path part;
    try (Stream<Path> files = Files.list(folder.resolve(output))) {
      part =
          files
              .filter(file -> file.getFileName().toString().matches("part-.*\\.parquet"))
              .findFirst()
              .orElseThrow();
    }
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(part))) {
      return file.getFileMetaData().getSchema().getFields().stream()
          .map(
              field -> {
                LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
                String physical =
                    field.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
                return field.getName() + " " + (logical == null ? physical : logical);
              })
          .toList();
    }
  }

  @Test
  void shouldTakeDefaultsForFieldsThatOlderObjectsLack() throws IOException {
    write("older", List.of(tweet(0)), List.of(sentiment(0)));
    try (SparkSession spark = session()) {
      Path day = folder.resolve("older/topics/tweets.raw/dt=2026-03-02");
      spark
          .read()
          .parquet(day.toString())
          .drop("edit_version", "deleted", "location")
          .write()
          .parquet(day.resolveSibling("dt=2026-03-01").toString());
      try (Stream<Path> files = Files.list(day)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }

    assertThat(run("older", "tweet")).singleElement().asString().startsWith("espresso,1000,");
  }

  @Test
  void shouldNameWhatIsWrongWithItsArguments() throws IOException {
    assertThat(refusal("nowhere")).contains("nowhere/topics/tweets.raw", "--topics");
    Files.createDirectories(folder.resolve("empty/topics/tweets.raw/dt=2026-03-02"));
    assertThat(refusal("empty")).contains("empty/topics/tweets.raw", "--topics");
    write("unscored", List.of(tweet(0)), List.of(sentiment(0)));
    try (Stream<Path> files = Files.walk(folder.resolve("unscored/topics/tweets.sentiment"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    assertThat(refusal("unscored")).contains("unscored/topics/tweets.sentiment", "--rescore");
    assertThat(refusal("unscored", "--window", "PT0S")).contains("--window is PT0S");
    assertThat(refusal("unscored", "--window", "soon")).contains("--window", "soon");
  }

  @Test
  void shouldSkipWhatHoldsNoRecordsOfTheTopicAndSayWhy() throws IOException {
    write("foreign", List.of(tweet(0)), List.of(sentiment(0)));
    Path day = folder.resolve("foreign/topics/tweets.raw/dt=2026-03-02");
    Files.writeString(day.resolve("notes.txt"), "not an object of the sink");
    Files.createFile(day.resolve("empty.parquet"));
    Files.writeString(day.resolve("text.parquet"), "this is text, whatever its name says");
    byte[] sound;
    try (Stream<Path> files = Files.list(day)) {
      sound =
          Files.readAllBytes(
              files.filter(f -> f.getFileName().toString().startsWith("part-")).findFirst().get());
    }
    byte[] footer = sound.clone();
    Arrays.fill(footer, footer.length - 500, footer.length - 8, (byte) 0xFF);
    Files.write(day.resolve("footer.parquet"), footer);
    Files.write(day.resolve("cut.parquet"), Arrays.copyOf(sound, sound.length / 2));
    try (SparkSession spark = session()) {
      spark.range(3).write().parquet(day.resolveSibling("dt=other").toString());
      spark
          .range(3)
          .selectExpr(
              "id AS tweet_id", "'t' AS topic", "now() AS created_at", "now() AS ingested_at")
          .coalesce(1)
          .write()
          .parquet(day.resolveSibling("dt=types").toString());
      // A later version of the schema has more columns.
      spark
          .read()
          .parquet(day.resolve("part-*").toString())
          .selectExpr("*", "array(1) AS later")
          .selectExpr("* EXCEPT (tweet_id)", "'2000' AS tweet_id")
          .write()
          .parquet(day.resolveSibling("dt=later").toString());
    }

    List<String> said = failure(0, "foreign");

    assertThat(csv("foreign", "tweet")).hasSize(1);
    assertThat(csv("foreign", "left-out")).singleElement().asString().contains("2000");
    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("notes.txt: its name"))
        .anySatisfy(line -> assertThat(line).contains("empty.parquet: it is empty"))
        .anySatisfy(line -> assertThat(line).contains("text.parquet: it cannot be read as Parquet"))
        .anySatisfy(line -> assertThat(line).contains("cut.parquet: it cannot be read as Parquet"))
        .anySatisfy(
            line -> assertThat(line).contains("footer.parquet: it cannot be read as Parquet"))
        .anySatisfy(line -> assertThat(line).contains("dt=other", "it has no column "))
        .anySatisfy(line -> assertThat(line).contains("dt=types", "its column tweet_id is "))
        .allSatisfy(line -> assertThat(line).startsWith("batch: skipped "));
    assertThat(csv("foreign", "skipped")).hasSameSizeAs(said);
  }

  @Test
  void shouldLeaveTheOldOutputWholeWhenAnObjectIsDamagedInside() throws IOException {
    write("damaged", List.of(tweet(0), tweet(1)), List.of(sentiment(0), sentiment(1)));
    assertThat(run("damaged", "tweet")).hasSize(2);
    Path day = folder.resolve("damaged/topics/tweets.raw/dt=2026-03-02");
    try (Stream<Path> files = Files.list(day)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        // The first page of the first column.
        Arrays.fill(bytes, 4, 40, (byte) 0xFF);
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
      }
    }

    assertThat(failure(1, "damaged"))
        .singleElement()
        .asString()
        .startsWith("batch: object ")
        .contains("part-", "is damaged", "The old output is unchanged.");

    assertThat(csv("damaged", "tweet")).hasSize(2);
    try (Stream<Path> files = Files.list(folder.resolve("damaged/out"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .as("nothing is left half-written")
          .noneMatch(name -> name.startsWith(".writing") || name.startsWith(".replaced"));
    }
  }

  @Test
  void shouldReplaceOnlyTheDaysOfTheRange() throws IOException {
    List<Tweet> tweets = new ArrayList<>();
    List<TweetSentiment> sentiments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Tweet tweet = tweet(i);
      tweet.setCreatedAt(START.plus(java.time.Duration.ofDays(i)));
      tweets.add(tweet);
      sentiments.add(sentiment(i));
    }
    write("days", tweets, sentiments);
    run("days", "left-out", "--by-day", "--window", "PT1H");
    assertThat(days("days", "tweet")).containsExactly("2026-03-02", "2026-03-03", "2026-03-04");
    List<String> before = tree("days/out/tweet/dt=2026-03-02");
    String manifest = Files.readString(folder.resolve("days/out/tweet.manifest"));
    assertThat(manifest.lines().filter(line -> line.contains("content_length"))).hasSize(3);
    // The tweet of the third day is deleted, and that of the second one is written anew.
    tweets.get(2).setDeleted(true);
    tweets.get(0).setLocation("not in the range");
    tweets.get(1).setLocation("in the range");
    write("days", tweets, sentiments);

    run("days", "left-out", "--from", "2026-03-03", "--to", "2026-03-05", "--window", "PT1H");

    assertThat(days("days", "tweet")).containsExactly("2026-03-02", "2026-03-03");
    assertThat(days("days", "sentiment-csv")).containsExactly("2026-03-02", "2026-03-03");
    assertThat(tree("days/out/tweet/dt=2026-03-02")).isEqualTo(before);
    try (SparkSession spark = session()) {
      assertThat(
              spark
                  .read()
                  .parquet(folder.resolve("days/out/tweet").toString())
                  .orderBy("tweet_id")
                  .select("location")
                  .collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly(null, "in the range");
    }
    assertThat(failure(2, "days", "--from", "2026-05-01", "--to", "2026-05-02"))
        .singleElement()
        .asString()
        .contains("no tweet of 2026-05-01 to 2026-05-02", "nothing was written");
    assertThat(failure(2, "days", "--topic", "tea")).asString().contains("about [tea]");
    assertThat(failure(2, "days", "--from", "2026-05-02", "--to", "2026-05-02"))
        .asString()
        .contains("is not before");
    assertThat(failure(2, "days", "--from", "2026-05-02")).asString().contains("together");
    assertThat(failure(2, "days", "--from", "2026-05-01", "--to", "2026-05-02", "--window", "PT7H"))
        .asString()
        .contains("does not divide a day");
  }

  private List<String> days(String name, String table) throws IOException {
    return tree(name + "/out/" + table).stream()
        .filter(path -> path.matches("dt=[^/]+"))
        .map(path -> path.substring(3))
        .toList();
  }

  private List<String> tree(String path) throws IOException {
    Path root = folder.resolve(path);
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> root.relativize(file).toString()).sorted().toList();
    }
  }

  /** Lines on standard error of a run with the given exit code. */
  private List<String> failure(int code, String name, String... more) {
    List<String> arguments = new ArrayList<>(arguments(name));
    arguments.addAll(List.of(more));
    java.io.StringWriter err = new java.io.StringWriter();
    assertThat(
            new CommandLine(new BatchMain())
                .setErr(new java.io.PrintWriter(err))
                .execute(arguments.toArray(String[]::new)))
        .as(err.toString())
        .isEqualTo(code);
    return err.toString().lines().toList();
  }

  private String refusal(String name, String... more) {
    List<String> arguments = new ArrayList<>(arguments(name));
    arguments.addAll(List.of(more));
    java.io.StringWriter err = new java.io.StringWriter();
    int code =
        new CommandLine(new BatchMain())
            .setErr(new java.io.PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @Test
  void shouldSayWhatItNeeds() {
    assertThat(
            new CommandLine(new BatchMain())
                .setErr(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                .execute())
        .isEqualTo(2);
  }

  private List<String> run(String name, String table, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(arguments(name));
    arguments.addAll(List.of(options));
    int code = new CommandLine(new BatchMain()).execute(arguments.toArray(String[]::new));
    assertThat(code).isZero();
    return csv(name, table);
  }

  private List<String> arguments(String name) {
    return List.of(
        "--topics", folder.resolve(name).resolve("topics").toString(),
        "--output", folder.resolve(name).resolve("out").toString(),
        "--master", "local[2]");
  }

  private List<String> csv(String name, String table) throws IOException {
    return csvText(name, table).lines().toList();
  }

  /** All parts one after the other: together they are ordered by key. */
  private String csvText(String name, String table) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("out/" + table + "-csv"))) {
      for (Path part : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        text.append(Files.readString(part));
      }
    }
    return text.toString();
  }

  private void write(String name, List<Tweet> tweets, List<TweetSentiment> sentiments)
      throws IOException {
    try (SparkSession spark = session()) {
      write(spark, name + "/topics/tweets.raw/dt=2026-03-02", tweets);
      write(spark, name + "/topics/tweets.sentiment/dt=2026-03-02", sentiments);
    }
  }

  private static SparkSession session() {
    return BatchMain.configure(SparkSession.builder())
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate();
  }

  private void write(SparkSession spark, String path, List<? extends SpecificRecordBase> records) {
    StructType columns =
        AvroRows.columns(records.get(0).getSchema())
            .add("_kafka_partition", DataTypes.IntegerType)
            .add("_kafka_offset", DataTypes.LongType);
    List<Row> rows = new ArrayList<>();
    for (SpecificRecordBase record : records) {
      List<Object> values = new ArrayList<>(java.util.Arrays.asList(AvroRows.values(record)));
      values.add(0);
      values.add((long) rows.size());
      rows.add(RowFactory.create(values.toArray()));
    }
    spark
        .createDataFrame(rows, columns)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.resolve(path).toString());
  }

  private static Tweet tweet(int i) {
    return Tweet.newBuilder()
        .setTweetId(Integer.toString(1000 + i))
        .setTopic("espresso")
        .setCreatedAt(START.plusSeconds(5L * i))
        .setText("text " + i)
        .setIngestedAt(START.plusSeconds(9999))
        .build();
  }

  private static TweetSentiment sentiment(int i) {
    boolean positive = i % 3 == 0;
    boolean negative = i % 3 == 1;
    return TweetSentiment.newBuilder()
        .setTweetId(Integer.toString(1000 + i))
        .setTextHash(Fingerprint.ofText("text " + i, null))
        .setLabel(positive ? "POSITIVE" : negative ? "NEGATIVE" : "NEUTRAL")
        .setPositive(positive ? 0.7001 : 0.35)
        .setNegative(negative ? 0.5 : 0.1)
        .setNeutral(i % 3 == 2 ? 0.5 : 0.1)
        .setMixed(0.0667)
        .setEngine("test-1")
        .setScoredAt(START)
        .setCreatedAt(START.plusSeconds(5L * i))
        .build();
  }
}
