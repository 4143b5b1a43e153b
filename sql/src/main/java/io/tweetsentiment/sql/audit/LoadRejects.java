package io.tweetsentiment.sql.audit;

import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.staging.Staged;
import io.tweetsentiment.sql.staging.StagedObject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

/**
 * The table {@code load_reject}: rows and objects that were not loaded, each with its reason. When
 * an object is loaded again, the rejects of its older version are deleted.
 */
public final class LoadRejects {

  private static final int SHORT = 512;
  private static final int LONG = 1_024;
  private static final int DELETED_AT_ONCE = 1_000;

  private final Clock clock;

  public LoadRejects(Clock clock) {
    this.clock = clock;
  }

  /** Records the rejects of a batch and deletes those of older versions of its objects. */
  public void replace(Connection connection, WarehouseTable table, Staged staged)
      throws SQLException {
    List<StagedObject> objects = staged.objects();
    for (int from = 0; from < objects.size(); from += DELETED_AT_ONCE) {
      delete(connection, objects.subList(from, Math.min(objects.size(), from + DELETED_AT_ONCE)));
    }
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    MultiRowInsert insert =
        new MultiRowInsert(
            connection,
            "load_reject (object_key, etag, table_name, kafka_topic, row_number,"
                + " kafka_partition, kafka_offset, topic, row_key, column_name, value, reason,"
                + " rejected_at)");
    staged
        .rejects()
        .forEach(
            (object, reject) ->
                insert.add(
                    object.key(),
                    object.etag(),
                    table.tableName(),
                    object.name().topic(),
                    MultiRowInsert.orNull(reject.row()),
                    reject.partition().orElse(object.name().partition()),
                    MultiRowInsert.orNull(reject.offset()),
                    Reject.fitting(reject.topic(), SHORT),
                    Reject.fitting(reject.rowKey(), SHORT),
                    reject.column(),
                    Reject.fitting(reject.value(), SHORT),
                    Reject.fitting(reject.reason(), LONG),
                    now));
    insert.flush();
  }

  private static void delete(Connection connection, List<StagedObject> objects)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(objects.size(), "?"));
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM load_reject WHERE object_key IN (" + marks + ")")) {
      for (int i = 0; i < objects.size(); i++) {
        delete.setString(i + 1, objects.get(i).object().key());
      }
      delete.executeUpdate();
    }
  }
}
