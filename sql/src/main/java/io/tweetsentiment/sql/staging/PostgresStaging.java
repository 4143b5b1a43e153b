package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkMetadata;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Decodes objects, several at once, and copies their rows as text, because PostgreSQL cannot read
 * Parquet.
 */
public final class PostgresStaging implements Staging {

  private record Contents(ParquetRows rows, Map<String, String> metadata) {}

  private record Decoded(SinkObject object, Optional<Contents> contents) {}

  private final SinkBucket bucket;
  private final ParallelMapper parallel;

  public PostgresStaging(SinkBucket bucket, int threads) {
    this.bucket = bucket;
    this.parallel = new ParallelMapper(threads, "loader-fetch");
  }

  @Override
  public List<StagedObject> stage(
      Connection connection, WarehouseTable table, List<SinkObject> objects) throws SQLException {
    List<StagedObject> staged = new ArrayList<>();
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
            if (decoded.contents().isPresent()) {
              Contents contents = decoded.contents().get();
              byte[] text = contents.rows().copyText();
              copy.writeToCopy(text, 0, text.length);
              staged.add(staged(decoded.object(), contents));
            }
          });
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
    return new Decoded(
        object,
        bucket
            .fetch(object)
            .map(
                fetched -> new Contents(read(table, object, fetched.bytes()), fetched.metadata())));
  }

  /** An object that does not fit into the memory is not rejected, because it may be sound. */
  private static ParquetRows read(WarehouseTable table, SinkObject object, byte[] bytes) {
    try {
      return ParquetRows.read(table, bytes);
    } catch (OutOfMemoryError e) {
      throw new ObjectTooLargeException(object, e);
    }
  }

  /** The offsets and rows of an unreadable object are known from its metadata alone. */
  private static StagedObject staged(SinkObject object, Contents contents) {
    ParquetRows rows = contents.rows();
    StagedObject read =
        new StagedObject(object, rows.endOffset(), OptionalLong.of(rows.rows()), rows.rejects());
    return read.isRejected()
        ? new StagedObject(
            object,
            SinkMetadata.endOffset(contents.metadata()),
            SinkMetadata.records(contents.metadata()),
            rows.rejects())
        : read;
  }

  @Override
  public void close() {
    parallel.close();
  }
}
