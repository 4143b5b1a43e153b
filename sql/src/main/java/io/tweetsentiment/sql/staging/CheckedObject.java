package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An object whose rows were checked before Redshift's COPY.
 *
 * @param entries what the manifest names for it: the object, or temporary ones with the rows that
 *     fit; empty when none of its rows is to be loaded
 */
record CheckedObject(StagedObject staged, List<Manifest.Entry> entries) {

  /** Rejects that are kept until the object was read to its end. */
  private static final int KEPT = 1_000;

  /**
   * Checks all rows of an object, and writes those that fit to temporary ones if COPY could not
   * read it as it is.
   */
  static CheckedObject check(
      SinkBucket bucket,
      StagingMemory memory,
      WarehouseTable table,
      SinkObject object,
      FetchedObject fetched,
      TemporaryObjects temporary,
      RejectLog rejects) {
    try {
      return checked(bucket, memory, table, object, fetched, temporary, rejects);
    } catch (MemoryExceededException e) {
      throw new ObjectTooLargeException(object, e);
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
      TemporaryObjects temporary,
      RejectLog rejects) {
    Check check = new Check();
    try {
      ObjectRows.Summary summary =
          ObjectRows.<RuntimeException>read(
              table,
              object.key(),
              fetched.content(),
              memory.large(),
              (types, values) -> check.good(values),
              check::bad);
      if (check.bad > check.rejects.size()) {
        // Only now is it known that they are rows of an object that can be read to its end.
        ObjectRows.<RuntimeException>read(
            table,
            object.key(),
            fetched.content(),
            memory.large(),
            (types, values) -> {},
            reject -> rejects.add(object, reject));
      } else {
        check.rejects.forEach(reject -> rejects.add(object, reject));
      }
      StagedObject staged =
          StagedObject.read(
              object, summary, fetched.metadata(), check.bad, check.rejects.stream().findFirst());
      if (check.good == 0) {
        return new CheckedObject(staged, List.of());
      }
      if (check.bad == 0 && !check.hasZeros && summary.isCopyable()) {
        return new CheckedObject(staged, List.of(new Manifest.Entry(object.key(), object.bytes())));
      }
      return new CheckedObject(staged, rewrite(bucket, memory, table, object, fetched, temporary));
    } catch (UnusableObjectException e) {
      Reject reject = Reject.ofObject(e.getMessage());
      rejects.add(object, reject);
      return new CheckedObject(
          StagedObject.rejected(object, fetched.metadata(), reject), List.of());
    }
  }

  private static List<Manifest.Entry> rewrite(
      SinkBucket bucket,
      StagingMemory memory,
      WarehouseTable table,
      SinkObject object,
      FetchedObject fetched,
      TemporaryObjects temporary)
      throws UnusableObjectException {
    try (RewrittenObject rewritten =
        new RewrittenObject(bucket, memory.spool(), table, temporary, RewrittenObject.PART_BYTES)) {
      ObjectRows.<IOException>read(
          table, object.key(), fetched.content(), memory.large(), rewritten::write, reject -> {});
      return rewritten.parts();
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the rows of " + object.key() + " again", e);
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
