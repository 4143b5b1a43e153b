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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
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
  void shouldSayWhatItNeeds() {
    assertThat(
            new CommandLine(new BatchMain())
                .setErr(new java.io.PrintWriter(java.io.Writer.nullWriter()))
                .execute())
        .isEqualTo(2);
  }

  private List<String> run(String name, String table, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--topics", folder.resolve(name).resolve("topics").toString(),
                "--output", folder.resolve(name).resolve("out").toString(),
                "--master", "local[2]"));
    arguments.addAll(List.of(options));
    int code = new CommandLine(new BatchMain()).execute(arguments.toArray(String[]::new));
    assertThat(code).isZero();
    return csv(name, table);
  }

  private List<String> csv(String name, String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("out/" + table + "-csv"))) {
      Path part = files.filter(f -> f.toString().endsWith(".csv")).findFirst().orElseThrow();
      return Files.readAllLines(part);
    }
  }

  private void write(String name, List<Tweet> tweets, List<TweetSentiment> sentiments)
      throws IOException {
    try (SparkSession spark =
        BatchMain.configure(SparkSession.builder())
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      write(spark, name + "/topics/tweets.raw/dt=2026-03-02", tweets);
      write(spark, name + "/topics/tweets.sentiment/dt=2026-03-02", sentiments);
    }
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
