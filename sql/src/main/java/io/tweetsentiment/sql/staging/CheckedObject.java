package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkMetadata;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.bucket.Spool;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object whose rows were checked before Redshift's COPY.
 *
 * @param entry what the manifest names for it; empty when none of its rows is to be loaded
 * @param isRewritten whether the entry is a temporary object with the rows that fit
 */
record CheckedObject(StagedObject staged, Optional<Manifest.Entry> entry, boolean isRewritten) {

  /** Rejects that are kept until the object was read to its end. */
  private static final int KEPT = 1_000;

  /**
   * Checks all rows of an object, and writes those that fit to another one if COPY could not read
   * it as it is.
   *
   * @param rewritten key of the other object
   */
  static CheckedObject check(
      SinkBucket bucket,
      StagingMemory memory,
      WarehouseTable table,
      SinkObject object,
      FetchedObject fetched,
      String rewritten,
      RejectLog rejects) {
    try {
      return checked(bucket, memory, table, object, fetched, rewritten, rejects);
    } catch (OutOfMemoryError e) {
      throw new ObjectTooLargeException(object, e);
    }
  }

  private static CheckedObject checked(
      SinkBucket bucket,
      StagingMemory memory,
      WarehouseTable table,
      SinkObject object,
      FetchedObject fetched,
      String rewritten,
      RejectLog rejects) {
    Check check = new Check();
    try {
      ObjectRows.Summary summary =
          ObjectRows.<RuntimeException>read(
              table,
              object.key(),
              fetched.content(),
              memory.besideSmall(),
              (types, values) -> check.good(values),
              check::bad);
      if (check.bad > check.rejects.size()) {
        // Only now is it known that they are rows of an object that can be read to its end.
        ObjectRows.<RuntimeException>read(
            table,
            object.key(),
            fetched.content(),
            memory.besideSmall(),
            (types, values) -> {},
            reject -> rejects.add(object, reject));
      } else {
        check.rejects.forEach(reject -> rejects.add(object, reject));
      }
      StagedObject staged =
          new StagedObject(
              object,
              summary.endOffset().isPresent()
                  ? summary.endOffset()
                  : SinkMetadata.endOffset(fetched.metadata()),
              OptionalLong.of(summary.rows()),
              check.bad,
              check.rejects.stream().findFirst());
      if (check.good == 0) {
        return new CheckedObject(staged, Optional.empty(), false);
      }
      if (check.bad == 0 && !check.hasZeros && summary.isCopyable()) {
        Manifest.Entry entry = new Manifest.Entry(object.key(), object.bytes());
        return new CheckedObject(staged, Optional.of(entry), false);
      }
      long bytes = rewrite(bucket, memory, table, object, fetched, rewritten);
      return new CheckedObject(staged, Optional.of(new Manifest.Entry(rewritten, bytes)), true);
    } catch (UnusableObjectException e) {
      Reject reject = Reject.ofObject(e.getMessage());
      rejects.add(object, reject);
      return new CheckedObject(
          StagedObject.rejected(object, fetched.metadata(), reject), Optional.empty(), false);
    }
  }

  private static long rewrite(
      SinkBucket bucket,
      StagingMemory memory,
      WarehouseTable table,
      SinkObject object,
      FetchedObject fetched,
      String key)
      throws UnusableObjectException {
    try (Spool.SpoolFile file = memory.spool().newFile()) {
      try (RowWriter writer = new RowWriter(table, file.output())) {
        ObjectRows.<IOException>read(
            table,
            object.key(),
            fetched.content(),
            memory.besideSmall(),
            writer::write,
            reject -> {});
      } catch (IOException e) {
        throw new IllegalStateException("cannot write the rows of " + object.key() + " again", e);
      }
      bucket.put(key, file);
      return file.length();
    }
  }

  /** What a first reading finds out. */
  private static final class Check {
    private final List<Reject> rejects = new ArrayList<>();
    private long good;
    private long bad;
    private boolean hasZeros;

    private void good(Object[] values) {
      good++;
      for (int i = 0; i < values.length && !hasZeros; i++) {
        hasZeros = values[i] instanceof CharSequence text && Texts.hasZero(text);
      }
    }

    private void bad(Reject reject) {
      bad++;
      if (rejects.size() < KEPT) {
        rejects.add(reject);
      }
    }
  }
}
