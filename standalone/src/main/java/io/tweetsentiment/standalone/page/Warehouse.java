package io.tweetsentiment.standalone.page;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Opens read-only snapshots of PostgreSQL. A statement that takes more than 5 s is cancelled. */
final class Warehouse {

  /** Code that reads from one snapshot. */
  interface Reading<T> {
    T read(Snapshot snapshot) throws SQLException;
  }

  private final DataSource source;

  Warehouse(DataSource source) {
    this.source = source;
  }

  <T> T read(Reading<T> reading) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        statement.execute("SET LOCAL statement_timeout = 5000");
        statement.execute("SET LOCAL TIME ZONE 'UTC'");
        return reading.read(new Snapshot(connection));
      } finally {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }
}
