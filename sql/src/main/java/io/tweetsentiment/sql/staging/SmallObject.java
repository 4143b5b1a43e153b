package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small object, decoded as a whole on a thread of its own.
 *
 * @param text its rows as COPY text, which is not changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SmallObject(
    ObjectRows.Summary summary, byte[] text, List<Reject> rejects, Map<String, String> metadata) {

  private static final int MOST_REJECTS = 1_000;

  /** Ends the decoding of an object whose rows are no longer small. */
  private static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooLargeException() {
      super("the decoded object is not small", null, false, false);
    }
  }

  /**
   * Decodes an object.
   *
   * @param most bytes of memory for its pages and for its text
   * @return empty when it needs more; it is then to be streamed
   */
  static Optional<SmallObject> decode(
      WarehouseTable table, SinkObject object, FetchedObject fetched, int most) {
    CopyText text = new CopyText();
    List<Reject> rejects = new ArrayList<>();
    try {
      ObjectRows.Summary summary =
          ObjectRows.read(
              table,
              object.key(),
              fetched.content(),
              most,
              (types, values) -> {
                text.row(types, values);
                if (text.size() > most) {
                  throw new TooLargeException();
                }
              },
              reject -> {
                rejects.add(reject);
                if (rejects.size() > MOST_REJECTS) {
                  throw new TooLargeException();
                }
              });
      return Optional.of(new SmallObject(summary, text.bytes(), rejects, fetched.metadata()));
    } catch (TooLargeException | MemoryExceededException | UnusableObjectException e) {
      // Whoever streams it finds the same error, if it is one.
      return Optional.empty();
    }
  }
}
