package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The warehouse's tables as text, ordered by key, without the columns of wall-clock and transport.
 *
 * @param tweet rows of {@code tweet}
 * @param sentiment rows of {@code sentiment}
 */
record Tables(List<String> tweet, List<String> sentiment) {

  /** Columns of {@code tweet} that the same input gives each time. */
  static final String TWEET =
      "topic, tweet_id, created_at, text, lang, author_id, username, name, verified, location,"
          + " referenced_tweets, label, positive, negative, neutral, mixed, engine";

  /** The columns of {@code sentiment}, its time as the batch job writes it. */
  static final String SENTIMENT =
      "topic, to_char(window_time, 'YYYY-MM-DD HH24:MI:SS'), count_tweets, avg_positive,"
          + " avg_negative, avg_neutral, avg_mixed, perc_tweet_positive, perc_tweet_negative,"
          + " perc_tweet_neutral, perc_tweet_mixed";

  /** Reads both tables from the run's PostgreSQL. */
  static Tables of(Ports ports) throws SQLException, IOException {
    try (Connection connection = connect(ports)) {
      return new Tables(
          lines(copyOut(connection, select(TWEET, "tweet", "tweet_id"))),
          lines(copyOut(connection, select(SENTIMENT, "sentiment", "window_time"))));
    }
  }

  /** A connection from outside, as psql makes one. */
  static Connection connect(Ports ports) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + ports.address(Port.POSTGRES) + "/sentiment", "postgres", "");
  }

  /** A query of all rows in the order of the key's bytes. */
  static String select(String columns, String table, String key) {
    String order = key.equals("tweet_id") ? "tweet_id COLLATE \"C\"" : key;
    return "SELECT " + columns + " FROM " + table + " ORDER BY topic COLLATE \"C\", " + order;
  }

  /** What a query answers as CSV. */
  static String copyOut(Connection connection, String query) throws SQLException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("COPY (" + query + ") TO STDOUT WITH (FORMAT csv)", out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The number that a query answers. */
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Compares line by line and shows the first difference instead of everything. */
  static void requireEqual(List<String> expected, List<String> actual) {
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i)).as("line %d", i).isEqualTo(expected.get(i));
    }
    assertThat(actual).as("number of lines").hasSameSizeAs(expected);
  }

  /** Lines, so that a difference is shown as one. */
  static List<String> lines(String csv) {
    return csv.lines().collect(Collectors.toUnmodifiableList());
  }
}
