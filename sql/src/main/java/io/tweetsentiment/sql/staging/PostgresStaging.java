package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Decodes objects and copies their rows as text, because PostgreSQL cannot read Parquet. Small
 * objects are decoded several at once; a large one is streamed from a file on the caller's thread.
 */
public final class PostgresStaging implements Staging {

  private enum Outcome {
    DECODED,
    TO_STREAM,
    GONE
  }

  private record Decoded(SinkObject object, Outcome outcome, Optional<SmallObject> small) {}

  /** A streamed object turned out to be damaged after some of its rows were copied. */
  private static final class DamagedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SinkObject object;
    private final String reason;

    private DamagedObjectException(SinkObject object, String reason) {
      super(reason);
      this.object = object;
      this.reason = reason;
    }
  }

  private final SinkBucket bucket;
  private final StagingMemory memory;
  private final ParallelMapper parallel;

  public PostgresStaging(SinkBucket bucket, StagingMemory memory) {
    this.bucket = bucket;
    this.memory = memory;
    this.parallel = new ParallelMapper(memory.threads(), "loader-fetch");
  }

  @Override
  public Staged stage(Connection connection, WarehouseTable table, List<SinkObject> objects)
      throws SQLException {
    // Rows of a damaged object are taken back with all others, which are then copied again: an
    // object that is read to its end before the first row is copied would be decoded twice.
    Map<SinkObject, String> damaged = new HashMap<>();
    Savepoint before = connection.setSavepoint();
    while (true) {
      RejectLog rejects = new RejectLog(memory.spool());
      try {
        List<StagedObject> staged = copyAll(connection, table, objects, damaged, rejects);
        connection.releaseSavepoint(before);
        return new Staged(staged, rejects);
      } catch (DamagedObjectException e) {
        rejects.close();
        connection.rollback(before);
        damaged.put(e.object, e.reason);
      } catch (SQLException | RuntimeException | Error e) {
        rejects.close();
        throw e;
      }
    }
  }

  private List<StagedObject> copyAll(
      Connection connection,
      WarehouseTable table,
      List<SinkObject> objects,
      Map<SinkObject, String> damaged,
      RejectLog rejects)
      throws SQLException {
    List<StagedObject> staged = new ArrayList<>();
    List<SinkObject> toStream = new ArrayList<>();
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(Dialect.POSTGRES.copy(table).single());
    try {
      parallel.mapInOrder(
          objects,
          object -> decode(table, object),
          (Decoded decoded) -> {
            switch (decoded.outcome()) {
              case DECODED ->
                  staged.add(copy(copy, decoded.object(), decoded.small().orElseThrow(), rejects));
              case TO_STREAM -> toStream.add(decoded.object());
              case GONE -> {}
            }
          });
      // One after the other, when no small object is in the memory any more.
      for (SinkObject object : toStream) {
        stream(copy, table, object, damaged, rejects).ifPresent(staged::add);
      }
      copy.endCopy();
    } catch (SQLException | RuntimeException | Error e) {
      cancel(copy, e);
      throw e;
    }
    return staged;
  }

  /** Without this the connection would wait for the end of the copy before it could roll back. */
  private static void cancel(CopyIn copy, Throwable cause) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private Decoded decode(WarehouseTable table, SinkObject object) {
    if (object.bytes() > memory.small()) {
      return new Decoded(object, Outcome.TO_STREAM, Optional.empty());
    }
    Optional<FetchedObject> fetched = bucket.fetch(object, memory.spool(), memory.small());
    if (fetched.isEmpty()) {
      return new Decoded(object, Outcome.GONE, Optional.empty());
    }
    Optional<SmallObject> small = SmallObject.decode(table, object, fetched.get(), memory.small());
    return new Decoded(object, small.isPresent() ? Outcome.DECODED : Outcome.TO_STREAM, small);
  }

  private static StagedObject copy(
      CopyIn copy, SinkObject object, SmallObject small, RejectLog rejects) throws SQLException {
    copy.writeToCopy(small.text(), 0, small.text().length);
    small.rejects().forEach(reject -> rejects.add(object, reject));
    return StagedObject.read(
        object,
        small.summary(),
        small.metadata(),
        small.rejects().size(),
        small.rejects().stream().findFirst());
  }

  private Optional<StagedObject> stream(
      CopyIn copy,
      WarehouseTable table,
      SinkObject object,
      Map<SinkObject, String> damaged,
      RejectLog rejects)
      throws SQLException {
    Optional<FetchedObject> found = bucket.fetch(object, memory.spool(), memory.small());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (FetchedObject fetched = found.get()) {
      String reason = damaged.get(object);
      if (reason == null) {
        StreamedObject streamed = new StreamedObject(copy, object, rejects);
        try {
          return Optional.of(streamed.copy(table, fetched, memory.large()));
        } catch (UnusableObjectException e) {
          if (streamed.hasCopied()) {
            throw new DamagedObjectException(object, e.getMessage());
          }
          reason = e.getMessage();
        } catch (MemoryExceededException e) {
          throw new ObjectTooLargeException(object, e);
        } catch (OutOfMemoryError e) {
          throw new ObjectTooLargeException(object, e);
        }
      }
      Reject reject = Reject.ofObject(reason);
      rejects.add(object, reject);
      return Optional.of(StagedObject.rejected(object, fetched.metadata(), reject));
    }
  }

  @Override
  public void close() {
    parallel.close();
  }
}
