package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkMetadata;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object whose rows are in the staging table, except for the rejected ones.
 *
 * @param endOffset its greatest offset, if known
 * @param rows number of its rows, rejected ones included, if known
 * @param rejectedRows number of its rejected rows
 * @param firstReject the first of them, or the object itself
 */
public record StagedObject(
    SinkObject object,
    OptionalLong endOffset,
    OptionalLong rows,
    long rejectedRows,
    Optional<Reject> firstReject) {

  /**
   * An object that was read to its end. Its rows state its offsets; the metadata does where a row
   * was rejected, which may be the last one and state none.
   */
  static StagedObject read(
      SinkObject object,
      ObjectRows.Summary summary,
      Map<String, String> metadata,
      long rejectedRows,
      Optional<Reject> firstReject) {
    OptionalLong ofRows = summary.endOffset();
    OptionalLong stated = SinkMetadata.endOffset(metadata);
    OptionalLong end =
        ofRows.isEmpty() || (rejectedRows > 0 && stated.orElse(-1) > ofRows.getAsLong())
            ? stated
            : ofRows;
    return new StagedObject(
        object, end, OptionalLong.of(summary.rows()), rejectedRows, firstReject);
  }

  /** An object that was rejected as a whole: its offsets and rows are known from its metadata. */
  static StagedObject rejected(SinkObject object, Map<String, String> metadata, Reject reject) {
    return new StagedObject(
        object,
        SinkMetadata.endOffset(metadata),
        SinkMetadata.records(metadata),
        0,
        Optional.of(reject));
  }

  /** Whether the object was rejected as a whole. */
  boolean isRejected() {
    return firstReject.isPresent() && firstReject.get().isOfObject();
  }

  /** Number of its rows in the staging table, as far as it is known. */
  public long loadedRows() {
    return isRejected() ? 0 : rows.orElse(0) - rejectedRows;
  }

  /** The log line about its rejects; empty when it has none. */
  public Optional<String> rejectMessage() {
    return firstReject.map(
        first ->
            isRejected()
                ? String.format(
                    "Object %s is not loaded: %s. It is recorded in load_reject, and the loader tries"
                        + " again when the object is replaced. To make the sink write its records"
                        + " again, reset the offsets of the sink.",
                    object.key(), first.reason())
                : String.format(
                    "Object %s: %d of %d rows are not loaded but recorded in load_reject. The first"
                        + " one is %s: %s.",
                    object.key(), rejectedRows, rows.orElse(0), first.where(), first.reason()));
  }
}
