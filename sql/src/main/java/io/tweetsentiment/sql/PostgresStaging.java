package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL reads no Parquet: objects are decoded here, several at once, and copied as text. */
final class PostgresStaging implements Staging {

  private record Decoded(SinkObject object, Optional<ParquetRows> rows) {}

  private final SinkBucket bucket;
  private final Parallel parallel;

  PostgresStaging(SinkBucket bucket, int threads) {
    this.bucket = bucket;
    this.parallel = new Parallel(threads, "loader-fetch");
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
      parallel.inOrder(
          objects,
          object -> decode(table, object),
          (Decoded decoded) -> {
            if (decoded.rows().isPresent()) {
              ParquetRows rows = decoded.rows().get();
              copy.writeToCopy(rows.copyText(), 0, rows.copyText().length);
              staged.add(
                  new StagedObject(
                      decoded.object(), rows.endOffset(), OptionalLong.of(rows.rows())));
            }
          });
      copy.endCopy();
    } catch (SQLException | RuntimeException | Error e) {
      cancel(copy, e);
      throw e;
    }
    return staged;
  }

  /** Without this the connection would wait for the end of the copy, also to roll back. */
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
            .map(bytes -> ParquetRows.read(table, object.key(), new BytesInputFile(bytes))));
  }

  @Override
  public void close() {
    parallel.close();
  }
}
