package io.tweetsentiment.sql;

import static io.tweetsentiment.sql.SinkRows.DAY;
import static io.tweetsentiment.sql.SinkRows.deletion;
import static io.tweetsentiment.sql.SinkRows.tweet;
import static io.tweetsentiment.sql.SinkRows.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.warehouse.Dialect;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class LoaderTest {

  private static final String MERGED = "tweets.merged";
  private static final String AGGREGATE = "tweets.aggregate";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  private final TestingPostgres postgres = TestingPostgres.newDatabase();
  private final FakeS3 s3 = new FakeS3();
  private Loader loader;

  @BeforeEach
  void open() {
    loader = Loader.open(config(Map.of()), s3, CLOCK);
    loader.createTables();
  }

  @AfterEach
  void close() {
    loader.close();
  }

  private LoaderConfig config(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("LOADER_JDBC_URL", postgres.url());
    environment.putIfAbsent("LOADER_BATCH_OBJECTS", "2");
    return LoaderConfig.load(Optional.empty(), environment);
  }

  private void tweets(GenericRecord... rows) {
    SinkRows.put(s3, MERGED, "dt=2020-10-21", List.of(rows));
  }

  private void windows(GenericRecord... rows) {
    SinkRows.put(s3, AGGREGATE, "dt=2020-10-21", List.of(rows));
  }

  private List<String> texts() {
    return postgres.query("SELECT tweet_id, text FROM tweet ORDER BY tweet_id");
  }

  @Test
  void shouldFillEveryColumnOfBothTables() {
    tweets(tweet("1", 0));
    windows(window(DAY, 0, 3));

    LoadResult result = loader.loadOnce();

    assertThat(result).isEqualTo(new LoadResult(2, 2, 1, 1));
    assertThat(postgres.query("SELECT * FROM tweet"))
        .containsExactly(
            "biden|1|2020-10-21 00:00:01.234|text at 0|en|7|user|A User|t|Here|[]|POSITIVE|0.7003"
                + "|0.1000|0.1997|0.0000|local-1|2020-10-21 00:01:00|2020-10-21 00:00:30|0|0");
    assertThat(postgres.query("SELECT * FROM sentiment"))
        .containsExactly(
            "biden|2020-10-21 00:00:00|3|0.7003|0.0000|0.0000|0.0000|1.0000|0.0000|0.0000|0.0000"
                + "|0|0");
    assertThat(
            postgres.query(
                "SELECT object_key, table_name, kafka_topic, kafka_partition, start_offset,"
                    + " end_offset, row_count, loaded_at FROM load_audit ORDER BY object_key"))
        .containsExactly(
            "topics/tweets.aggregate/dt=2020-10-21/tweets.aggregate+0+0000000000.snappy.parquet"
                + "|sentiment|tweets.aggregate|0|0|0|1|2026-11-01 12:00:00",
            "topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.snappy.parquet"
                + "|tweet|tweets.merged|0|0|0|1|2026-11-01 12:00:00");
  }

  @Test
  void shouldDoNothingWhenLoadedTwice() {
    tweets(tweet("1", 0), tweet("2", 1));
    windows(window(DAY, 0, 2));
    loader.loadOnce();
    List<String> versions = postgres.query("SELECT tweet_id, xmin FROM tweet ORDER BY tweet_id");

    LoadResult second = loader.loadOnce();

    assertThat(second).isEqualTo(new LoadResult(0, 0, 2, 1));
    assertThat(postgres.query("SELECT tweet_id, xmin FROM tweet ORDER BY tweet_id"))
        .as("no row is written again")
        .isEqualTo(versions);
  }

  @Test
  void shouldLoadAnObjectAgainWhenItsContentChanged() {
    tweets(tweet("1", 0));
    loader.loadOnce();
    GenericRecord repaired = tweet("1", 0);
    repaired.put("text", "repaired");
    tweets(repaired, tweet("2", 1));

    assertThat(loader.loadOnce().objects()).isEqualTo(1);

    assertThat(texts()).containsExactly("1|repaired", "2|text at 1");
    assertThat(postgres.query("SELECT COUNT(*) FROM load_audit")).containsExactly("2");
  }

  @Test
  void shouldKeepTheNewerRowWhenAnOlderObjectComesLater() {
    tweets(tweet("1", 5));
    loader.loadOnce();
    tweets(tweet("1", 2), tweet("2", 3));

    loader.loadOnce();

    assertThat(texts()).containsExactly("1|text at 5", "2|text at 3");
  }

  @Test
  void shouldKeepTheGreatestOffsetWhenABatchHoldsSeveralRowsOfAKey() {
    tweets(tweet("1", 0), tweet("1", 1), tweet("1", 2));

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 3, 1, 0));

    assertThat(texts()).containsExactly("1|text at 2");
  }

  @Test
  void shouldRemoveTheRowWhenADeletionFollows() {
    tweets(tweet("1", 0));
    loader.loadOnce();
    tweets(deletion("1", 1));

    loader.loadOnce();

    assertThat(texts()).isEmpty();
    assertThat(postgres.query("SELECT * FROM tweet_tombstone")).containsExactly("biden|1|0|1");
  }

  @Test
  void shouldNotBringTheRowBackWhenAnOlderObjectComesAfterTheDeletion() {
    tweets(deletion("1", 4));
    loader.loadOnce();
    tweets(tweet("1", 3));

    loader.loadOnce();

    assertThat(texts()).isEmpty();
  }

  @Test
  void shouldBringTheRowBackWhenANewerRowFollowsTheDeletion() {
    tweets(tweet("1", 0), deletion("1", 1));
    loader.loadOnce();
    tweets(tweet("1", 2));

    loader.loadOnce();

    assertThat(texts()).containsExactly("1|text at 2");
    assertThat(postgres.query("SELECT * FROM tweet_tombstone")).isEmpty();
  }

  @Test
  void shouldIgnoreTheDeletionWhenANewerRowIsThere() {
    tweets(tweet("1", 2));
    loader.loadOnce();
    tweets(deletion("1", 1));

    loader.loadOnce();

    assertThat(texts()).containsExactly("1|text at 2");
    assertThat(postgres.query("SELECT * FROM tweet_tombstone")).isEmpty();
  }

  @Test
  void shouldTreatTopicsApartWhenATweetStandsUnderTwo() {
    GenericRecord other = tweet("1", 1);
    other.put("topic", "trump");
    GenericRecord deleted = deletion("1", 2);
    tweets(tweet("1", 0), other, deleted);

    loader.loadOnce();

    assertThat(postgres.query("SELECT topic, tweet_id FROM tweet")).containsExactly("trump|1");
  }

  @Test
  void shouldRemoveTheWindowWhenItFallsToZero() {
    windows(window(DAY, 0, 2), window(DAY.plusSeconds(900), 1, 1));
    loader.loadOnce();
    windows(window(DAY, 5, 0));
    loader.loadOnce();
    windows(window(DAY, 3, 7));

    loader.loadOnce();

    assertThat(postgres.query("SELECT window_time, count_tweets FROM sentiment"))
        .containsExactly("2020-10-21 00:15:00|1");
  }

  @Test
  void shouldLeaveNothingWhenTheLoadBreaksInTheMiddle() {
    tweets(tweet("1", 0));
    tweets(tweet("2", 1));
    s3.beforeGet =
        key -> {
          if (key.contains("0000000001")) {
            throw S3Exception.builder().statusCode(503).message("slow down").build();
          }
        };

    assertThatThrownBy(() -> loader.loadOnce())
        .isInstanceOfSatisfying(
            LoadException.class, e -> assertThat(e.kind()).isEqualTo(LoadException.Kind.RETRY));

    assertThat(texts()).isEmpty();
    assertThat(postgres.query("SELECT * FROM load_audit")).isEmpty();
    s3.beforeGet = key -> {};
    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(2, 2, 2, 0));
  }

  @Test
  void shouldLeaveNothingWhenTheMergeFails() {
    postgres.run("ALTER TABLE tweet ADD CONSTRAINT no_two CHECK (tweet_id <> '2')");
    tweets(tweet("1", 0), tweet("2", 1));

    assertThatThrownBy(() -> loader.loadOnce())
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("no_two");
    assertThat(texts()).isEmpty();
    assertThat(postgres.query("SELECT * FROM load_audit")).isEmpty();

    postgres.run("ALTER TABLE tweet DROP CONSTRAINT no_two");
    assertThat(loader.loadOnce().tweets()).isEqualTo(2);
  }

  @Test
  void shouldTakeTheObjectNextTimeWhenItChangesWhileItIsLoaded() {
    tweets(tweet("1", 0));
    s3.beforeGet =
        key -> {
          s3.beforeGet = none -> {};
          tweets(tweet("1", 0), tweet("2", 1));
        };

    assertThat(loader.loadOnce().objects()).isZero();
    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 2, 2, 0));
  }

  @Test
  void shouldKeepTextAsWritten() {
    List<String> texts =
        List.of(
            "it's \"quoted\", 100 %",
            "line\nbreak\r\nand\ttab",
            "\\N",
            "\\.",
            "back\\slash \\t",
            "emoji 😀👩‍👩‍👧 עברית 日本語",
            "replaced \uFFFD",
            "",
            "€".repeat(21_845));
    for (int i = 0; i < texts.size(); i++) {
      GenericRecord row = tweet("t" + i, i);
      row.put("text", texts.get(i));
      row.put("location", texts.get(i));
      tweets(row);
    }

    loader.loadOnce();

    assertThat(postgres.query("SELECT text FROM tweet WHERE text = location ORDER BY kafka_offset"))
        .containsExactlyElementsOf(texts);
  }

  @Test
  void shouldReplaceU0000WhenARowHoldsIt() {
    GenericRecord row = tweet("1", 0);
    row.put("text", "a\0b");
    tweets(row);

    loader.loadOnce();

    assertThat(texts()).containsExactly("1|a\uFFFDb");
  }

  @Test
  void shouldRefuseWhatRedshiftCannotHold() {
    GenericRecord row = tweet("1", 0);
    row.put("text", "€".repeat(21_846));
    tweets(row);

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 0, 0, 0, 1));

    assertThat(postgres.query("SELECT column_name, reason FROM load_reject"))
        .containsExactly("text|text has 65538 bytes of UTF-8; the warehouse holds 65535");
  }

  @Test
  void shouldKeepNullsWhenOptionalFieldsAreNull() {
    GenericRecord row = tweet("1", 0);
    for (String field :
        List.of(
            "text",
            "lang",
            "author_id",
            "username",
            "name",
            "verified",
            "location",
            "referenced_tweets",
            "positive",
            "negative",
            "neutral",
            "mixed")) {
      row.put(field, null);
    }
    row.put("label", "UNSCORED");
    tweets(row);

    loader.loadOnce();

    assertThat(postgres.query("SELECT text, verified, positive, label FROM tweet"))
        .containsExactly("null|null|null|UNSCORED");
  }

  @Test
  void shouldSkipKeysThatAreNoObjectsOfTheSink() {
    tweets(tweet("1", 0));
    s3.put("topics/tweets.merged/dt=2020-10-21/_SUCCESS", new byte[0], Map.of());
    s3.put("topics/tweets.merged2/x/tweets.merged2+0+0000000000.parquet", new byte[0], Map.of());

    assertThat(loader.loadOnce().objects()).isEqualTo(1);
  }

  @Test
  void shouldSpeakOfForeignObjectsOnceUntilThereAreMore() {
    s3.put("topics/tweets.merged/dt=2020-10-21/_SUCCESS", new byte[0], Map.of());
    s3.put("topics/tweets.aggregate/a", new byte[0], Map.of());
    s3.put("topics/tweets.aggregate/b", new byte[0], Map.of());
    try (CapturedLog log = new CapturedLog(SinkBucket.class)) {
      for (int pass = 0; pass < 5; pass++) {
        loader.loadOnce();
      }
      assertThat(log.lines()).hasSize(2);

      s3.put("topics/tweets.merged/dt=2020-10-22/_SUCCESS", new byte[0], Map.of());
      loader.loadOnce();
      loader.loadOnce();

      assertThat(log.lines())
          .hasSize(3)
          .last()
          .asString()
          .startsWith("WARN 2 objects below s3://tweet-sentiment/topics/tweets.merged/")
          .contains("dt=2020-10-21/_SUCCESS");
    }
  }

  @Test
  void shouldSpeakOnceOfAnObjectThatGoesWheneverItIsFetched() {
    tweets(tweet("1", 0));
    s3.beforeGet =
        key -> {
          throw S3Exception.builder().statusCode(404).message("no such key").build();
        };
    try (CapturedLog log = new CapturedLog(SinkBucket.class)) {
      for (int pass = 0; pass < 5; pass++) {
        assertThat(loader.loadOnce().objects()).isZero();
      }

      assertThat(log.lines()).singleElement().asString().contains("removed after it was listed");
    }
  }

  /** A data folder of an earlier version has the tables, but not load_reject. */
  @Test
  void shouldAddWhatIsNewWhenTheTablesAreOlder() {
    tweets(tweet("1", 0));
    loader.loadOnce();
    postgres.run("DROP TABLE load_reject");
    assertThatThrownBy(() -> loader.loadOnce()).hasMessageContaining("load --create");

    loader.createTables();
    GenericRecord wide = tweet("2", 1);
    wide.put("lang", "e".repeat(300));
    tweets(wide);

    assertThat(loader.loadOnce()).isEqualTo(new LoadResult(1, 0, 1, 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"400,RequestTimeout", "400,ExpiredToken", "403,RequestTimeTooSkewed"})
  void shouldTryAgainWhenAnAnswerOfS3Passes(int status, String code) {
    tweets(tweet("1", 0));
    s3.beforeGet =
        key -> {
          throw S3Exception.builder()
              .statusCode(status)
              .message(code)
              .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
              .build();
        };

    assertThatThrownBy(() -> loader.loadOnce())
        .isInstanceOfSatisfying(
            LoadException.class, e -> assertThat(e.kind()).isEqualTo(LoadException.Kind.RETRY));
  }

  @Test
  void shouldNoteAnObjectWithoutRows() {
    s3.put(
        "topics/tweets.merged/dt=2020-10-21/tweets.merged+0+0000000000.parquet",
        SinkRows.parquet(SinkRows.TWEETS, List.of()),
        Map.of());

    assertThat(loader.loadOnce().objects()).isEqualTo(1);
    assertThat(loader.loadOnce().objects()).isZero();
  }

  @Test
  void shouldConnectAgainWhenTheConnectionWasLost() {
    tweets(tweet("1", 0));
    loader.loadOnce();
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'tweet-sentiment-loader' AND datname = current_database()");

    assertThatThrownBy(() -> loader.loadOnce())
        .isInstanceOfSatisfying(
            LoadException.class, e -> assertThat(e.kind()).isEqualTo(LoadException.Kind.RETRY));
    assertThat(loader.loadOnce().tweets()).isEqualTo(1);
  }

  @Test
  void shouldLoadOnceWhenTwoLoadersRun() throws Exception {
    for (int i = 0; i < 20; i++) {
      tweets(tweet("t" + i, i));
    }
    try (Loader other = Loader.open(config(Map.of()), s3, CLOCK)) {
      CompletableFuture<LoadResult> beside = CompletableFuture.supplyAsync(other::loadOnce);
      loader.loadOnce();
      beside.get(60, TimeUnit.SECONDS);
    }

    assertThat(postgres.query("SELECT COUNT(*), SUM(row_count) FROM load_audit"))
        .containsExactly("20|20");
    assertThat(postgres.query("SELECT COUNT(*) FROM tweet")).containsExactly("20");
  }

  /** The first loader has created the tables but not committed when the second one starts. */
  @Test
  void shouldCreateTheTablesWhenTwoLoadersDoSoAtOnce() throws Exception {
    TestingPostgres empty = TestingPostgres.newDatabase();
    LoaderConfig config =
        LoaderConfig.load(Optional.empty(), Map.of("LOADER_JDBC_URL", empty.url()));
    try (Connection first = empty.connect();
        Loader second = Loader.open(config, s3, CLOCK)) {
      first.setAutoCommit(false);
      Dialect.POSTGRES.create().run(first);
      CompletableFuture<Void> beside = CompletableFuture.runAsync(second::createTables);
      await()
          .until(
              () ->
                  empty.query(
                      "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                          + " AND datname = current_database()"),
              List.of("1")::equals);
      first.commit();
      beside.get(60, TimeUnit.SECONDS);

      assertThat(second.loadOnce()).isEqualTo(new LoadResult(0, 0, 0, 0));
    }
  }
}
