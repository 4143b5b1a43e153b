package io.tweetsentiment.standalone.run;

import io.tweetsentiment.standalone.parts.Postgres;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source for the page, which starts before PostgreSQL does: it fails until PostgreSQL has
 * started.
 */
final class LateDataSource implements DataSource {

  private final Supplier<Postgres> postgres;

  LateDataSource(Supplier<Postgres> postgres) {
    this.postgres = postgres;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return source().getConnection();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return source().getConnection(username, password);
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("the log writer cannot be set");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the login timeout cannot be set");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("there is no parent logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return source().unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return source().isWrapperFor(type);
  }

  private DataSource source() throws SQLException {
    Postgres started = postgres.get();
    if (started == null) {
      throw new SQLException("PostgreSQL is starting");
    }
    return started.dataSource();
  }
}
