package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.copy.CopyIn;

/** Copies the rows of one object in chunks. */
final class StreamedObject {

  /** Text that is sent at once. */
  private static final int CHUNK = 256 << 10;

  private final CopyIn copy;
  private final SinkObject object;
  private final RejectLog rejects;
  private final CopyText text = new CopyText();
  private boolean hasCopied;
  private long rejected;
  private Optional<Reject> firstReject = Optional.empty();

  StreamedObject(CopyIn copy, SinkObject object, RejectLog rejects) {
    this.copy = copy;
    this.object = object;
    this.rejects = rejects;
  }

  StagedObject copy(WarehouseTable table, FetchedObject fetched, long memory)
      throws UnusableObjectException, SQLException {
    ObjectRows.Summary summary =
        ObjectRows.<SQLException>read(
            table,
            object.key(),
            fetched.content(),
            memory,
            (types, values) -> {
              text.row(types, values);
              if (text.size() >= CHUNK) {
                flush();
              }
            },
            this::reject);
    flush();
    return StagedObject.read(object, summary, fetched.metadata(), rejected, firstReject);
  }

  private void reject(Reject reject) {
    rejected++;
    hasCopied = true;
    firstReject = firstReject.isPresent() ? firstReject : Optional.of(reject);
    rejects.add(object, reject);
  }

  private void flush() throws SQLException {
    byte[] chunk = text.take();
    copy.writeToCopy(chunk, 0, chunk.length);
    hasCopied |= chunk.length > 0;
  }

  /** Whether rows or rejects of the object would have to be taken back. */
  boolean hasCopied() {
    return hasCopied;
  }
}
