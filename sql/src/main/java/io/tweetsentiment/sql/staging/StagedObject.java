package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object whose rows are in the staging table, but for those that were refused.
 *
 * @param endOffset greatest offset in it, when it is known
 * @param rows number of its rows, refused ones too, when it is known
 * @param rejects what was refused
 */
public record StagedObject(
    SinkObject object, OptionalLong endOffset, OptionalLong rows, List<Reject> rejects) {

  /** Whether none of its rows could be had. */
  boolean isRefused() {
    return !rejects.isEmpty() && rejects.get(0).isOfObject();
  }

  /** Rows in the staging table, as far as they are known. */
  public long loadedRows() {
    return isRefused() ? 0 : rows.orElse(0) - rejects.size();
  }

  /** What the log says of it, when something of it was refused. */
  public Optional<String> rejectMessage() {
    if (rejects.isEmpty()) {
      return Optional.empty();
    }
    Reject first = rejects.get(0);
    return Optional.of(
        isRefused()
            ? String.format(
                "Object %s is not loaded: %s. It stands in load_reject and is tried again when it is"
                    + " replaced; the sink can write what it held again after its offsets are"
                    + " reset.",
                object.key(), first.reason())
            : String.format(
                "Of object %s %d of %d rows are not loaded and stand in load_reject; the first one"
                    + " is %s: %s.",
                object.key(), rejects.size(), rows.orElse(0), first.where(), first.reason()));
  }
}
