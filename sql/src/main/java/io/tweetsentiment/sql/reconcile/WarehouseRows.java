package io.tweetsentiment.sql.reconcile;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What the warehouse holds for a range. */
public final class WarehouseRows {

  private final Connection connection;
  private final DayRange range;

  public WarehouseRows(Connection connection, DayRange range) {
    this.connection = connection;
    this.range = range;
  }

  /** The rows of table {@code sentiment}. */
  public Map<WindowKey, WindowValues> windows() throws SQLException {
    Map<WindowKey, WindowValues> windows = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT topic, window_time, count_tweets, kafka_offset, "
                + String.join(", ", WindowValues.NUMBERS)
                + " FROM sentiment WHERE window_time >= ? AND window_time < ?")) {
      between(query);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          List<BigDecimal> numbers = new ArrayList<>();
          for (String name : WindowValues.NUMBERS) {
            numbers.add(WindowValues.fourDecimals(rows.getBigDecimal(name)));
          }
          windows.put(
              new WindowKey(time(rows, 2), rows.getString(1)),
              new WindowValues(rows.getLong(3), numbers, OptionalLong.of(rows.getLong(4)), ""));
        }
      }
    }
    return windows;
  }

  /** Topic and id of the tweets in some windows. */
  public Set<List<String>> tweets(Set<WindowKey> windows, long size) throws SQLException {
    Set<List<String>> tweets = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT topic, tweet_id, created_at FROM tweet WHERE created_at >= ? AND created_at <"
                + " ?")) {
      between(query);
      query.setFetchSize(5_000);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          long start = Math.floorDiv(time(rows, 3).toEpochMilli(), size) * size;
          if (windows.contains(new WindowKey(Instant.ofEpochMilli(start), rows.getString(1)))) {
            tweets.add(List.of(rows.getString(1), rows.getString(2)));
          }
        }
      }
    }
    return tweets;
  }

  /** Keys of the objects that are loaded. */
  public Set<String> loadedObjects() throws SQLException {
    Set<String> keys = new HashSet<>();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT DISTINCT object_key FROM load_audit");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
    }
    return keys;
  }

  /** Windows of the range that are recorded as rejected. */
  public Set<WindowKey> rejectedWindows() throws SQLException {
    Set<WindowKey> windows = new HashSet<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT topic, row_key FROM load_reject WHERE table_name = 'sentiment'"
                    + " AND topic IS NOT NULL AND row_key IS NOT NULL");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        Instant start = Instant.parse(rows.getString(2));
        if (range.contains(start)) {
          windows.add(new WindowKey(start, rows.getString(1)));
        }
      }
    }
    return windows;
  }

  private void between(PreparedStatement query) throws SQLException {
    query.setObject(1, LocalDateTime.ofInstant(range.start(), ZoneOffset.UTC));
    query.setObject(2, LocalDateTime.ofInstant(range.end(), ZoneOffset.UTC));
  }

  private static Instant time(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }
}
