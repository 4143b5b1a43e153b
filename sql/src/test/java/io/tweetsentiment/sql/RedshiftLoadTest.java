package io.tweetsentiment.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RedshiftLoadTest {

  private static final Path GOLDEN = Path.of("src/test/resources/redshift-load.golden.sql");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

  private final FakeS3 s3 = new FakeS3();
  private final RecordingDatabase database = new RecordingDatabase();

  private Loader loader() {
    LoaderConfig config =
        LoaderConfig.load(
            Optional.empty(),
            Map.of(
                "LOADER_JDBC_URL", "jdbc:redshift://host:5439/dev",
                "LOADER_REDSHIFT_IAM_ROLE", "arn:aws:iam::123456789012:role/Copy"));
    return new Loader(config, s3, false, database::connect, CLOCK);
  }

  @Test
  void shouldTellRedshiftWhatTheGoldenFileSays() throws IOException {
    SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    SinkRows.put(
        s3, "tweets.aggregate", "dt=2020-10-21", List.of(SinkRows.window(SinkRows.DAY, 0, 1)));

    try (Loader loader = loader()) {
      loader.createTables();
      assertThat(loader.loadOnce()).isEqualTo(new LoadResult(2, 2, 0, 0));
    }

    String told =
        String.join(";\n\n", database.told()).replaceAll("[0-9a-f-]{36}\\.manifest", "ID.manifest")
            + ";\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN, told);
    }
    assertThat(told)
        .as("a wanted change is taken over with -Dgolden.write=true")
        .isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void shouldNameTheObjectsAndTheirSizesInTheManifest() {
    String key =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    byte[] bytes = SinkRows.parquet(SinkRows.TWEETS, List.of(SinkRows.tweet("1", 0)));

    try (Loader loader = loader()) {
      loader.loadOnce();
    }

    assertThat(s3.puts())
        .singleElement()
        .asString()
        .startsWith("load-manifests/")
        .endsWith(
            "{\"entries\":[\n{\"url\":\"s3://tweet-sentiment/"
                + key
                + "\",\"mandatory\":true,\"meta\":{\"content_length\":"
                + bytes.length
                + "}}\n]}\n");
    assertThat(s3.keys()).as("the manifest is gone").containsExactly(key);
  }

  @Test
  void shouldLoadTheRestWhenAnObjectGoesBeforeItsCopy() {
    String gone =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    String kept =
        SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("2", 1)));
    database.hook =
        sql -> {
          if (sql.startsWith("COPY") && s3.keys().contains(gone)) {
            s3.deleteObject(request -> request.bucket(FakeS3.BUCKET).key(gone));
            throw new SQLException("The specified key does not exist", "XX000");
          }
        };

    try (Loader loader = loader()) {
      assertThat(loader.loadOnce().objects()).isEqualTo(1);
    }

    assertThat(database.told())
        .filteredOn(told -> told.startsWith("INSERT INTO load_audit") || told.equals("rollback"))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("rollback"),
            second -> assertThat(second).contains(kept),
            closing -> assertThat(closing).isEqualTo("rollback"));
    assertThat(s3.puts())
        .satisfiesExactly(
            first -> assertThat(first).contains(gone, kept),
            second -> assertThat(second).contains(kept).doesNotContain(gone));
    assertThat(s3.keys()).as("the manifests are gone").containsExactly(kept);
  }

  @Test
  void shouldTellWhatRedshiftSaidWhenAllObjectsAreThere() {
    SinkRows.put(s3, "tweets.merged", "dt=2020-10-21", List.of(SinkRows.tweet("1", 0)));
    database.hook =
        sql -> {
          if (sql.startsWith("COPY")) {
            throw new SQLException("Spectrum Scan Error", "XX000");
          }
        };

    try (Loader loader = loader()) {
      assertThatThrownBy(loader::loadOnce)
          .isInstanceOf(LoadException.class)
          .hasMessageContaining("Spectrum Scan Error");
    }
    assertThat(s3.puts()).hasSize(1);
  }

  @Test
  void shouldLeaveOffsetsOpenWhenTheSinkWroteNoMetadata() {
    s3.put(
        "topics/tweets.merged/d/tweets.merged+3+0000000007.snappy.parquet", new byte[9], Map.of());

    try (Loader loader = loader()) {
      loader.loadOnce();
    }

    assertThat(database.told())
        .filteredOn(s -> s.startsWith("INSERT INTO load_audit"))
        .singleElement()
        .asString()
        .endsWith("tweet, tweets.merged, 3, 7, null, null, 2026-11-01T12:00]");
  }

  /** The file for the Spark job's output, run on PostgreSQL with rows in the place of COPY. */
  @Test
  void shouldReplaceBothTablesByTheBatchAndKeepOffsets() throws IOException, SQLException {
    TestingPostgres postgres = TestingPostgres.newDatabase();
    try (Connection connection = postgres.connect()) {
      Dialect.POSTGRES.create().run(connection);
    }
    String values =
        "'b', '%s', now(), 't', 'en', '1', 'u', 'n', true, 'l', '[]', 'MIXED', 0.1, 0.2, 0.3, 0.4, 'e', now(), now()";
    postgres.run("INSERT INTO tweet VALUES (" + values.formatted("kept") + ", 2, 7)");
    postgres.run("INSERT INTO tweet VALUES (" + values.formatted("gone") + ", 2, 8)");
    Script script = Script.parse(Files.readString(Path.of("redshift/load-batch.sql")));

    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : script.statements()) {
        if (sql.startsWith("COPY tweet_batch")) {
          statement.execute("INSERT INTO tweet_batch VALUES (" + values.formatted("kept") + ")");
          statement.execute("INSERT INTO tweet_batch VALUES (" + values.formatted("new") + ")");
        } else if (sql.startsWith("COPY sentiment_batch")) {
          statement.execute(
              "INSERT INTO sentiment_batch VALUES"
                  + " ('b', '2020-10-21 00:00', 2, 0.1, 0.2, 0.3, 0.4, 0, 0, 0, 1)");
        } else {
          statement.execute(sql);
        }
      }
    }

    assertThat(
            postgres.query(
                "SELECT tweet_id, mixed, kafka_partition, kafka_offset FROM tweet ORDER BY 1"))
        .containsExactly("kept|0.4000|2|7", "new|0.4000|-1|-1");
    assertThat(postgres.query("SELECT count_tweets, perc_tweet_mixed, kafka_offset FROM sentiment"))
        .containsExactly("2|1.0000|-1");
  }
}
