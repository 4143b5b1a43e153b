package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Redshift read the objects, which a manifest lists. COPY loads all of them or none, so every
 * row is checked before: of an object that COPY would refuse, the rows that fit are written again
 * beside the manifest, and the manifest names that copy.
 */
public final class RedshiftStaging implements Staging {

  private static final Logger LOG = LoggerFactory.getLogger(RedshiftStaging.class);

  private final SinkBucket bucket;
  private final String iamRole;
  private final String manifestPrefix;
  private final StagingMemory memory;
  private final ParallelMapper parallel;

  /** A small object that was fetched, or a large one, which is fetched when it is its turn. */
  private record Fetched(SinkObject object, Optional<FetchedObject> found) {}

  /**
   * A staging of one bucket.
   *
   * @param iamRole role of COPY: an ARN or {@code default}
   * @param manifestPrefix first part of the keys of the manifests and of the objects that were
   *     written again
   */
  public RedshiftStaging(
      SinkBucket bucket, StagingMemory memory, String iamRole, String manifestPrefix) {
    this.bucket = bucket;
    this.iamRole = iamRole;
    this.manifestPrefix = manifestPrefix;
    this.memory = memory;
    this.parallel = new ParallelMapper(memory.threads(), "loader-fetch");
  }

  @Override
  public Staged stage(Connection connection, WarehouseTable table, List<SinkObject> objects)
      throws SQLException {
    RejectLog rejects = new RejectLog(memory.spool());
    List<StagedObject> staged = new ArrayList<>();
    List<Manifest.Entry> entries = new ArrayList<>();
    try (TemporaryObjects temporary = new TemporaryObjects(bucket, manifestPrefix)) {
      parallel.mapInOrder(
          objects,
          object -> new Fetched(object, object.bytes() <= memory.small() ? fetch(object) : null),
          (Fetched one) -> {
            Optional<FetchedObject> found = one.found() == null ? fetch(one.object()) : one.found();
            if (found.isEmpty()) {
              return;
            }
            try (FetchedObject content = found.get()) {
              CheckedObject checked =
                  CheckedObject.check(
                      bucket, memory, table, one.object(), content, temporary, rejects);
              staged.add(checked.staged());
              entries.addAll(checked.entries());
            }
          });
      if (!entries.isEmpty()) {
        String manifest = temporary.manifestKey();
        bucket.put(manifest, Manifest.json(bucket, entries));
        copy(connection, table, manifest, staged);
      }
    } catch (SQLException | RuntimeException | Error e) {
      rejects.close();
      throw e;
    }
    return new Staged(staged, rejects);
  }

  private Optional<FetchedObject> fetch(SinkObject object) {
    return bucket.fetch(object, memory.spool(), memory.small());
  }

  private void copy(
      Connection connection, WarehouseTable table, String manifest, List<StagedObject> staged)
      throws SQLException {
    try {
      Dialect.REDSHIFT
          .copy(table)
          .with("manifest", bucket.address(manifest).replace("'", "''"))
          .with("iam_role", role())
          .run(connection);
    } catch (SQLException e) {
      LOG.debug("COPY failed", e);
      // The states and messages of a failed COPY do not distinguish a missing object from other
      // failures.
      List<SinkObject> remaining =
          staged.stream()
              .map(StagedObject::object)
              .filter(object -> bucket.metadata(object).isPresent())
              .toList();
      if (remaining.size() < staged.size()) {
        throw new ObjectsChangedException(remaining, e);
      }
      throw e;
    }
  }

  private String role() {
    return iamRole.equals("default") ? "default" : "'" + iamRole + "'";
  }

  @Override
  public void close() {
    parallel.close();
  }
}
