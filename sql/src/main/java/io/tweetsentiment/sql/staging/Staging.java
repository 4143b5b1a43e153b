package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings the rows of objects into the staging table of the connection's transaction. */
public interface Staging extends AutoCloseable {

  /**
   * Stages objects.
   *
   * @return those that were staged; one that changed or went since it was listed is left out
   * @throws ObjectsChangedException when objects went too late to be left out
   */
  List<StagedObject> stage(Connection connection, WarehouseTable table, List<SinkObject> objects)
      throws SQLException;

  @Override
  void close();
}
