package io.tweetsentiment.sql;

import java.util.List;
import java.util.OptionalLong;

/**
 * An object whose rows are in the staging table, but for those that were refused.
 *
 * @param endOffset greatest offset in it, when it is known
 * @param rows number of its rows, refused ones too, when it is known
 * @param rejects what was refused
 */
record StagedObject(
    SinkObject object, OptionalLong endOffset, OptionalLong rows, List<Reject> rejects) {

  /** Whether none of its rows could be had. */
  boolean isRefused() {
    return !rejects.isEmpty() && rejects.get(0).isOfObject();
  }

  /** Rows in the staging table, as far as they are known. */
  long loadedRows() {
    return isRefused() ? 0 : rows.orElse(0) - rejects.size();
  }
}
