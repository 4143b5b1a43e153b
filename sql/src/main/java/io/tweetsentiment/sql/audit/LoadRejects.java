package io.tweetsentiment.sql.audit;

import io.tweetsentiment.sql.staging.Reject;
import io.tweetsentiment.sql.staging.StagedObject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/**
 * The table {@code load_reject}: rows and objects that were not loaded, each with its reason. When
 * an object is loaded again, the rejects of its older version are deleted.
 */
public final class LoadRejects {

  private static final int SHORT = 512;
  private static final int LONG = 1_024;

  private final Clock clock;

  public LoadRejects(Clock clock) {
    this.clock = clock;
  }

  /** Records the rejects of objects and deletes those of their older versions. */
  public void replace(Connection connection, WarehouseTable table, List<StagedObject> staged)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM load_reject WHERE object_key = ?")) {
      for (StagedObject one : staged) {
        delete.setString(1, one.object().key());
        delete.addBatch();
      }
      delete.executeBatch();
    }
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO load_reject (object_key, etag, table_name, kafka_topic, row_number,"
                + " kafka_partition, kafka_offset, topic, row_key, column_name, value, reason,"
                + " rejected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (StagedObject one : staged) {
        for (Reject reject : one.rejects()) {
          insert.setString(1, one.object().key());
          insert.setString(2, one.object().etag());
          insert.setString(3, table.tableName());
          insert.setString(4, one.object().name().topic());
          set(insert, 5, reject.row());
          insert.setLong(6, reject.partition().orElse(one.object().name().partition()));
          set(insert, 7, reject.offset());
          insert.setString(8, Reject.fitting(reject.topic(), SHORT));
          insert.setString(9, Reject.fitting(reject.rowKey(), SHORT));
          insert.setString(10, reject.column());
          insert.setString(11, Reject.fitting(reject.value(), SHORT));
          insert.setString(12, Reject.fitting(reject.reason(), LONG));
          insert.setObject(13, now);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, int index, OptionalLong value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setLong(index, value.getAsLong());
    } else {
      statement.setNull(index, Types.BIGINT);
    }
  }
}
