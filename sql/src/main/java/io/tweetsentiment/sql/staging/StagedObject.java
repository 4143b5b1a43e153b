package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object whose rows are in the staging table, except for the rejected ones.
 *
 * @param endOffset its greatest offset, if known
 * @param rows number of its rows, rejected ones included, if known
 * @param rejects the rejected rows, or the object itself
 */
public record StagedObject(
    SinkObject object, OptionalLong endOffset, OptionalLong rows, List<Reject> rejects) {

  /** Whether the object was rejected as a whole. */
  boolean isRejected() {
    return !rejects.isEmpty() && rejects.get(0).isOfObject();
  }

  /** Number of its rows in the staging table, as far as it is known. */
  public long loadedRows() {
    return isRejected() ? 0 : rows.orElse(0) - rejects.size();
  }

  /** The log line about its rejects; empty when it has none. */
  public Optional<String> rejectMessage() {
    if (rejects.isEmpty()) {
      return Optional.empty();
    }
    Reject first = rejects.get(0);
    return Optional.of(
        isRejected()
            ? String.format(
                "Object %s is not loaded: %s. It is recorded in load_reject, and the loader tries again"
                    + " when the object is replaced. To make the sink write its records again, reset the"
                    + " offsets of the sink.",
                object.key(), first.reason())
            : String.format(
                "Object %s: %d of %d rows are not loaded but recorded in load_reject. The first one is"
                    + " %s: %s.",
                object.key(), rejects.size(), rows.orElse(0), first.where(), first.reason()));
  }
}
