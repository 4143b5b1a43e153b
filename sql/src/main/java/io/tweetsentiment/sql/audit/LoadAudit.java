package io.tweetsentiment.sql.audit;

import io.tweetsentiment.sql.bucket.ObjectName;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.staging.StagedObject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The table {@code load_audit}: which versions of which objects are loaded. */
public final class LoadAudit {

  private record Version(String key, String etag) {}

  private static final int FETCHED_ROWS = 5_000;

  private final Clock clock;

  public LoadAudit(Clock clock) {
    this.clock = clock;
  }

  /** The objects whose version is not loaded yet, in the given order. */
  public List<SinkObject> missing(Connection connection, List<SinkObject> objects)
      throws SQLException {
    if (objects.isEmpty()) {
      return objects;
    }
    String marks = String.join(", ", Collections.nCopies(objects.size(), "?"));
    Set<Version> loaded = new HashSet<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT object_key, etag FROM load_audit WHERE object_key IN (" + marks + ")")) {
      for (int i = 0; i < objects.size(); i++) {
        query.setString(i + 1, objects.get(i).key());
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          loaded.add(new Version(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return objects.stream()
        .filter(object -> !loaded.contains(new Version(object.key(), object.etag())))
        .toList();
  }

  /** The loaded versions of the objects of a topic. */
  public KnownVersions versions(Connection connection, String topic) throws SQLException {
    KnownVersions versions = new KnownVersions();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT object_key, etag FROM load_audit WHERE kafka_topic = ?")) {
      query.setFetchSize(FETCHED_ROWS);
      query.setString(1, topic);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          versions.add(rows.getString(1), rows.getString(2));
        }
      }
    }
    return versions;
  }

  /** Records objects as loaded. */
  public void add(Connection connection, WarehouseTable table, List<StagedObject> staged)
      throws SQLException {
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    MultiRowInsert insert =
        new MultiRowInsert(
            connection,
            "load_audit (object_key, etag, table_name, kafka_topic, kafka_partition,"
                + " start_offset, end_offset, row_count, loaded_at)");
    for (StagedObject one : staged) {
      ObjectName name = one.object().name();
      insert.add(
          one.object().key(),
          one.object().etag(),
          table.tableName(),
          name.topic(),
          name.partition(),
          name.startOffset(),
          MultiRowInsert.orNull(one.endOffset()),
          MultiRowInsert.orNull(one.rows()),
          now);
    }
    insert.flush();
  }

  /** Drops the records of objects, which are to be recorded anew. */
  public void forget(Connection connection, List<StagedObject> staged) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM load_audit WHERE object_key = ?")) {
      for (StagedObject one : staged) {
        delete.setString(1, one.object().key());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /**
   * The ranges of the loaded objects whose keys start with the prefix, the newest version of each.
   */
  List<LoadedRange> ranges(Connection connection, TopicPartition partition, String prefix)
      throws SQLException {
    List<LoadedRange> ranges = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT object_key, start_offset, end_offset, row_count FROM ("
                + "SELECT object_key, start_offset, end_offset, row_count,"
                + " ROW_NUMBER() OVER (PARTITION BY object_key"
                + " ORDER BY loaded_at DESC, end_offset DESC NULLS LAST) AS place"
                + " FROM load_audit WHERE kafka_topic = ? AND kafka_partition = ?"
                + " AND SUBSTRING(object_key, 1, ?) = ?) AS versions"
                + " WHERE place = 1 ORDER BY start_offset, object_key")) {
      query.setString(1, partition.topic());
      query.setInt(2, partition.partition());
      query.setInt(3, prefix.codePointCount(0, prefix.length()));
      query.setString(4, prefix);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          ranges.add(
              new LoadedRange(
                  rows.getString(1), rows.getLong(2), number(rows, 3), number(rows, 4)));
        }
      }
    }
    return ranges;
  }

  /** The partitions of a topic that have loaded objects whose keys start with the prefix. */
  List<TopicPartition> partitions(Connection connection, String topic, String prefix)
      throws SQLException {
    List<TopicPartition> partitions = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT kafka_partition FROM load_audit WHERE kafka_topic = ?"
                + " AND SUBSTRING(object_key, 1, ?) = ? ORDER BY kafka_partition")) {
      query.setString(1, topic);
      query.setInt(2, prefix.codePointCount(0, prefix.length()));
      query.setString(3, prefix);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          partitions.add(new TopicPartition(topic, rows.getInt(1)));
        }
      }
    }
    return partitions;
  }

  private static OptionalLong number(ResultSet rows, int column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
