package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the database, made when it is needed and made again after a failure. */
final class Warehouse implements AutoCloseable {

  /** Work on a connection whose transaction is committed after it. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Makes connections. */
  interface Connector {
    Connection connect() throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);

  private final Connector connector;
  private final Failures failures;
  private Connection connection;

  Warehouse(Connector connector, Failures failures) {
    this.connector = connector;
    this.failures = failures;
  }

  /** Runs work in one transaction: all of it is committed, or nothing. */
  <T> T inTransaction(Work<T> work) {
    boolean committed = false;
    try {
      if (connection == null) {
        connection = connector.connect();
      }
      T result = work.run(connection);
      connection.commit();
      committed = true;
      return result;
    } catch (SQLException e) {
      throw failures.of(e);
    } finally {
      if (!committed) {
        discard();
      }
    }
  }

  /** Connects as the configuration says, without auto-commit. */
  static Connection connect(LoaderConfig config) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", config.jdbcUser());
    config.jdbcPassword().ifPresent(password -> properties.setProperty("password", password));
    if (Dialect.of(config.jdbcUrl()) == Dialect.POSTGRES) {
      properties.setProperty("reWriteBatchedInserts", "true");
      properties.setProperty("ApplicationName", "tweet-sentiment-loader");
    }
    Connection made = DriverManager.getConnection(config.jdbcUrl(), properties);
    made.setAutoCommit(false);
    return made;
  }

  /** Rolls back by closing: after a failure the state of the connection is not known. */
  private void discard() {
    if (connection == null) {
      return;
    }
    Connection old = connection;
    connection = null;
    try (old) {
      old.rollback();
    } catch (SQLException e) {
      LOG.debug("the broken connection could not be rolled back", e);
    }
  }

  @Override
  public void close() {
    discard();
  }
}
