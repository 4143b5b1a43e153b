package io.tweetsentiment.sql.warehouse;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the database, opened when it is needed and opened again after a failure. */
public final class WarehouseConnection implements AutoCloseable {

  /** Work on a connection whose transaction is committed after it. */
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Opens connections. */
  public interface ConnectionFactory {
    Connection connect() throws SQLException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(WarehouseConnection.class);

  private final ConnectionFactory connections;
  private final Function<SQLException, ? extends RuntimeException> classifier;
  private Connection connection;

  /**
   * A connection that is not open yet.
   *
   * @param classifier turns a failure of the database into the exception to throw
   */
  public WarehouseConnection(
      ConnectionFactory connections,
      Function<SQLException, ? extends RuntimeException> classifier) {
    this.connections = connections;
    this.classifier = classifier;
  }

  /** Runs work in one transaction: all of it is committed, or none. */
  public <T> T inTransaction(Work<T> work) {
    boolean committed = false;
    try {
      if (connection == null) {
        connection = connections.connect();
      }
      T result = work.run(connection);
      connection.commit();
      committed = true;
      return result;
    } catch (SQLException e) {
      throw classifier.apply(e);
    } finally {
      if (!committed) {
        discard();
      }
    }
  }

  /** Opens a JDBC connection without auto-commit. */
  public static Connection connect(String jdbcUrl, String user, Optional<String> password)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    password.ifPresent(text -> properties.setProperty("password", text));
    if (Dialect.of(jdbcUrl) == Dialect.POSTGRES) {
      properties.setProperty("reWriteBatchedInserts", "true");
      properties.setProperty("ApplicationName", "tweet-sentiment-loader");
    }
    Connection made = DriverManager.getConnection(jdbcUrl, properties);
    made.setAutoCommit(false);
    return made;
  }

  /** Rolls back and closes, because the state of the connection is unknown after a failure. */
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
