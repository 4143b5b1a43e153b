package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Copies the rows of objects into the staging table of the connection's transaction. */
public interface Staging extends AutoCloseable {

  /**
   * Stages objects.
   *
   * @return the staged objects, without those that were replaced or removed since they were listed
   * @throws ObjectsChangedException when objects were replaced or removed too late to be skipped
   */
  Staged stage(Connection connection, WarehouseTable table, List<SinkObject> objects)
      throws SQLException;

  @Override
  void close();
}
