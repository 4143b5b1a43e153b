package io.tweetsentiment.sql.staging;

import java.util.List;

/**
 * A batch whose rows are in the staging table.
 *
 * @param rejects what is not; the caller closes them
 */
public record Staged(List<StagedObject> objects, RejectLog rejects) implements AutoCloseable {

  @Override
  public void close() {
    rejects.close();
  }
}
