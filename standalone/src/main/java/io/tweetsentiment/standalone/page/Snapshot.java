package io.tweetsentiment.standalone.page;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A read-only transaction on the warehouse: all queries of a snapshot see the same rows.
 *
 * <p>Threading: owned by the thread that opened it.
 */
final class Snapshot {

  /** A limit on memory; more rows than a screen has columns. */
  private static final int MAX_ROWS = 200_000;

  private final Connection connection;

  Snapshot(Connection connection) {
    this.connection = connection;
  }

  /** A query that fails leaves the snapshot usable. */
  QueryResult query(BoundSql sql) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      statement.setMaxRows(MAX_ROWS);
      for (int i = 0; i < sql.values().size(); i++) {
        statement.setObject(i + 1, sql.values().get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    } catch (SQLException e) {
      connection.rollback(before);
      throw e;
    }
  }

  private static QueryResult read(ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<QueryResult.Column> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(new QueryResult.Column(meta.getColumnLabel(i), kind(meta.getColumnType(i))));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        row.add(
            switch (columns.get(i - 1).kind()) {
              case TIME -> millis(result, i, meta.getColumnTypeName(i));
              case NUMBER -> finite(result.getObject(i));
              case TEXT -> result.getString(i);
            });
      }
      rows.add(row);
    }
    return new QueryResult(columns, rows);
  }

  private static QueryResult.Kind kind(int type) {
    return switch (type) {
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> QueryResult.Kind.TIME;
      case Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.NUMERIC,
          Types.DECIMAL,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE ->
          QueryResult.Kind.NUMBER;
      default -> QueryResult.Kind.TEXT;
    };
  }

  private static Long millis(ResultSet result, int column, String type) throws SQLException {
    if (type.equals("timestamptz")) {
      OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant().toEpochMilli();
    }
    LocalDateTime time = result.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Object finite(Object number) {
    return number instanceof Double d && !Double.isFinite(d) ? null : number;
  }
}
