package io.tweetsentiment.standalone.page;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/** A PostgreSQL with the table that the dashboards read. */
final class TestingWarehouse implements AutoCloseable {

  static final LocalDateTime START = LocalDateTime.of(2020, 10, 20, 0, 0);

  private static final String TABLE =
      """
      CREATE TABLE sentiment (
        topic VARCHAR(256) NOT NULL,
        window_time TIMESTAMP NOT NULL,
        count_tweets BIGINT NOT NULL,
        avg_positive DECIMAL(5,4) NOT NULL,
        avg_negative DECIMAL(5,4) NOT NULL,
        avg_neutral DECIMAL(5,4) NOT NULL,
        avg_mixed DECIMAL(5,4) NOT NULL,
        perc_tweet_positive DECIMAL(5,4) NOT NULL,
        perc_tweet_negative DECIMAL(5,4) NOT NULL,
        perc_tweet_neutral DECIMAL(5,4) NOT NULL,
        perc_tweet_mixed DECIMAL(5,4) NOT NULL,
        PRIMARY KEY (topic, window_time))
      """;

  private final EmbeddedPostgres postgres;

  private TestingWarehouse(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static TestingWarehouse start() throws IOException {
    Path binaries = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
    return new TestingWarehouse(
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(binaries.toFile())
            .setPGStartupWait(Duration.ofSeconds(60))
            .start());
  }

  TestingWarehouse withTable() throws SQLException {
    execute(TABLE);
    return this;
  }

  DataSource source() {
    return postgres.getPostgresDatabase();
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Averages and shares in the table's order: positive, negative, neutral, mixed. */
  void insert(String topic, LocalDateTime window, long count, double[] averages, double[] shares)
      throws SQLException {
    try (Connection connection = source().getConnection()) {
      insert(connection, topic, window, count, averages, shares);
    }
  }

  /** Invented windows for two topics with a daily rhythm; the same for the same seed. */
  void fill(int days, long seed) throws SQLException {
    Random random = new Random(seed);
    try (Connection connection = source().getConnection()) {
      connection.setAutoCommit(false);
      for (int window = 0; window < days * 96; window++) {
        LocalDateTime time = START.plusMinutes(15L * window);
        double daylight = 0.55 + 0.45 * Math.sin((window % 96 - 32) * Math.PI / 48);
        double mood = 0.06 * Math.sin(window / 40.0);
        for (String topic : List.of("biden", "o'hare")) {
          long count =
              Math.round((topic.equals("biden") ? 120 : 30) * daylight) + random.nextInt(9);
          if (count > 0) {
            insert(connection, topic, time, count, parts(random, mood), parts(random, 1.4 * mood));
          }
        }
      }
      connection.commit();
    }
  }

  /** The rows of a query as text, for comparison with what the page shows. */
  List<List<Object>> rows(String sql) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static double[] parts(Random random, double mood) {
    double positive = 0.27 + mood + 0.04 * random.nextGaussian();
    double negative = 0.22 - mood + 0.04 * random.nextGaussian();
    double mixed = 0.04 + 0.01 * random.nextDouble();
    return new double[] {positive, negative, 1 - positive - negative - mixed, mixed};
  }

  private static void insert(
      Connection connection,
      String topic,
      LocalDateTime window,
      long count,
      double[] averages,
      double[] shares)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO sentiment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, topic);
      insert.setObject(2, window);
      insert.setLong(3, count);
      for (int i = 0; i < 4; i++) {
        insert.setDouble(4 + i, averages[i]);
        insert.setDouble(8 + i, shares[i]);
      }
      insert.executeUpdate();
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
