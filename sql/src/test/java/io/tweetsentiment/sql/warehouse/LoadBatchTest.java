package io.tweetsentiment.sql.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sql.TestingPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class LoadBatchTest {

  /** Runs the file for the Spark job's output on PostgreSQL, with inserted rows instead of COPY. */
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
    SqlScript script = SqlScript.parse(Files.readString(Path.of("redshift/load-batch.sql")));

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
