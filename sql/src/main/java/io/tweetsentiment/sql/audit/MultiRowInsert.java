package io.tweetsentiment.sql.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Inserts rows with few statements, because Redshift takes tens of milliseconds for each. */
final class MultiRowInsert {

  /** Rows of one statement; a statement takes no more than 32,767 parameters. */
  private static final int ROWS = 500;

  private final Connection connection;
  private final String into;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * An insert into a table.
   *
   * @param into the table and its columns, for instance {@code t (a, b)}
   */
  MultiRowInsert(Connection connection, String into) {
    this.connection = connection;
    this.into = into;
  }

  void add(Object... values) throws SQLException {
    rows.add(values);
    if (rows.size() == ROWS) {
      flush();
    }
  }

  void flush() throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String marks = "(" + String.join(", ", Collections.nCopies(rows.get(0).length, "?")) + ")";
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + into
                + " VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), marks)))) {
      int place = 0;
      for (Object[] row : rows) {
        for (Object value : row) {
          insert.setObject(++place, value);
        }
      }
      insert.executeUpdate();
    }
    rows.clear();
  }

  /** The number, or null. */
  static Long orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
