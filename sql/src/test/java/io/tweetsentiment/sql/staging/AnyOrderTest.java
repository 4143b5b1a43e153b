package io.tweetsentiment.sql.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.FakeS3;
import io.tweetsentiment.sql.Loader;
import io.tweetsentiment.sql.LoaderConfig;
import io.tweetsentiment.sql.SinkRows;
import io.tweetsentiment.sql.TestingPostgres;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Random histories of tweets and windows, cut into objects as the sink does, loaded in random order
 * and batches: the tables hold the last record of each key, whatever the order. With the PostgreSQL
 * files through the loader, and with the Redshift files, their storage clauses and COPY aside.
 */
final class AnyOrderTest {

  private static final String TWEETS = "SELECT * FROM tweet ORDER BY topic, tweet_id";
  private static final String WINDOWS = "SELECT * FROM sentiment ORDER BY topic, window_time";

  private record Piece(WarehouseTable table, String path, List<GenericRecord> rows) {}

  private final TestingPostgres postgres = TestingPostgres.newDatabase();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldEndInTheSameTablesWhateverTheOrder(long seed) {
    Random random = new Random(seed);
    List<Piece> pieces = pieces(random);
    FakeS3 s3 = new FakeS3();
    Map<String, String> environment = new HashMap<>();
    environment.put("LOADER_JDBC_URL", postgres.url());
    environment.put("LOADER_BATCH_OBJECTS", Integer.toString(1 + random.nextInt(4)));
    try (Loader loader =
        Loader.open(LoaderConfig.load(Optional.empty(), environment), s3, Clock.systemUTC())) {
      loader.createTables();
      for (List<Piece> arrived : shuffled(pieces, random)) {
        for (Piece piece : arrived) {
          String topic =
              piece.table() == WarehouseTable.TWEET ? "tweets.merged" : "tweets.aggregate";
          SinkRows.put(s3, topic, piece.path(), piece.rows());
        }
        loader.loadOnce();
      }
    }
    assertTables(pieces);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void shouldEndInTheSameTablesWithTheRedshiftFiles(long seed) throws SQLException {
    Random random = new Random(seed);
    List<Piece> pieces = pieces(random);
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : Dialect.REDSHIFT.create().statements()) {
        statement.execute(
            sql.replaceAll(
                "(?s)\\)\\s*(DISTKEY \\(\\w+\\)|DISTSTYLE ALL)\\s*SORTKEY \\(\\w+\\)", ")"));
      }
      connection.commit();
      for (List<Piece> arrived : shuffled(pieces, random)) {
        for (WarehouseTable table : WarehouseTable.values()) {
          Dialect.REDSHIFT.lock().run(connection);
          Dialect.REDSHIFT.stage(table).run(connection);
          CopyIn copy =
              connection
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyIn("COPY " + table.stageName() + " FROM STDIN");
          for (Piece piece : arrived) {
            if (piece.table() == table) {
              byte[] parquet = SinkRows.parquet(piece.rows().get(0).getSchema(), piece.rows());
              byte[] text = DecodedBytes.read(table, parquet).copyText();
              copy.writeToCopy(text, 0, text.length);
            }
          }
          copy.endCopy();
          Dialect.REDSHIFT.merge(table).run(connection);
          connection.commit();
        }
      }
    }
    assertTables(pieces);
  }

  private void assertTables(List<Piece> pieces) {
    Map<String, GenericRecord> tweets = new TreeMap<>();
    Map<String, GenericRecord> windows = new TreeMap<>();
    for (Piece piece : pieces) {
      for (GenericRecord row : piece.rows()) {
        boolean tweet = piece.table() == WarehouseTable.TWEET;
        (tweet ? tweets : windows)
            .merge(
                row.get("topic") + "|" + row.get(tweet ? "tweet_id" : "window_start"),
                row,
                (a, b) -> (Long) a.get("_kafka_offset") > (Long) b.get("_kafka_offset") ? a : b);
      }
    }
    List<String> expectedTweets =
        tweets.values().stream()
            .filter(row -> !(Boolean) row.get("deleted"))
            .map(row -> row.get("topic") + "|" + row.get("tweet_id") + "|" + row.get("text"))
            .toList();
    List<String> expectedWindows =
        windows.values().stream()
            .filter(row -> (Long) row.get("count_tweets") > 0)
            .map(row -> row.get("window_start") + "|" + row.get("count_tweets"))
            .toList();
    assertThat(postgres.query("SELECT topic, tweet_id, text FROM tweet ORDER BY topic, tweet_id"))
        .isEqualTo(expectedTweets);
    assertThat(
            postgres.query(
                "SELECT CAST(EXTRACT(EPOCH FROM window_time) * 1000 AS BIGINT), count_tweets"
                    + " FROM sentiment ORDER BY 1"))
        .isEqualTo(expectedWindows);
    assertThat(postgres.query(TWEETS)).hasSameSizeAs(expectedTweets);
    assertThat(postgres.query(WINDOWS)).hasSameSizeAs(expectedWindows);
  }

  /** A history of both topics, in objects of one day and one run of offsets each. */
  private static List<Piece> pieces(Random random) {
    Map<String, List<GenericRecord>> open = new TreeMap<>();
    List<Piece> pieces = new ArrayList<>();
    for (long offset = 0; offset < 120; offset++) {
      String id = Integer.toString(100 + random.nextInt(25));
      GenericRecord row =
          random.nextInt(5) == 0 ? SinkRows.deletion(id, offset) : SinkRows.tweet(id, offset);
      add(
          pieces,
          open,
          WarehouseTable.TWEET,
          "dt=2020-10-" + (20 + random.nextInt(3)),
          row,
          random);
      Instant start = SinkRows.DAY.plus(Duration.ofMinutes(15L * random.nextInt(12)));
      GenericRecord window = SinkRows.window(start, offset, random.nextInt(4));
      add(pieces, open, WarehouseTable.SENTIMENT, "dt=2020-10-21", window, random);
    }
    open.forEach((key, rows) -> pieces.add(piece(key, rows)));
    return pieces;
  }

  private static void add(
      List<Piece> pieces,
      Map<String, List<GenericRecord>> open,
      WarehouseTable table,
      String path,
      GenericRecord row,
      Random random) {
    String key = table + " " + path;
    open.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    if (random.nextInt(6) == 0) {
      pieces.add(piece(key, open.remove(key)));
    }
  }

  private static Piece piece(String key, List<GenericRecord> rows) {
    String[] words = key.split(" ", -1);
    return new Piece(WarehouseTable.valueOf(words[0]), words[1], rows);
  }

  private static List<List<Piece>> shuffled(List<Piece> pieces, Random random) {
    List<Piece> order = new ArrayList<>(pieces);
    Collections.shuffle(order, random);
    List<List<Piece>> passes = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(9));
      passes.add(order.subList(from, to));
      from = to;
    }
    return passes;
  }
}
