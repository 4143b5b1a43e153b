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
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets Redshift read the objects, which a manifest lists. */
public final class RedshiftStaging implements Staging {

  private static final Logger LOG = LoggerFactory.getLogger(RedshiftStaging.class);

  private record Described(SinkObject object, Optional<Map<String, String>> metadata) {}

  private final SinkBucket bucket;
  private final String iamRole;
  private final String manifestPrefix;
  private final ParallelMapper parallel;

  /**
   * A staging of one bucket.
   *
   * @param iamRole role of COPY: an ARN or {@code default}
   * @param manifestPrefix first part of the keys of the manifests
   */
  public RedshiftStaging(SinkBucket bucket, int threads, String iamRole, String manifestPrefix) {
    this.bucket = bucket;
    this.iamRole = iamRole;
    this.manifestPrefix = manifestPrefix;
    this.parallel = new ParallelMapper(threads, "loader-describe");
  }

  @Override
  public List<StagedObject> stage(
      Connection connection, WarehouseTable table, List<SinkObject> objects) throws SQLException {
    List<StagedObject> staged = describe(objects);
    if (staged.isEmpty()) {
      return staged;
    }
    String key = manifestPrefix + "/" + UUID.randomUUID() + ".manifest";
    bucket.put(key, Manifest.json(bucket, objects(staged)));
    try {
      Dialect.REDSHIFT
          .copy(table)
          .with("manifest", bucket.address(key).replace("'", "''"))
          .with("iam_role", role())
          .run(connection);
    } catch (SQLException e) {
      LOG.debug("COPY failed", e);
      // The states and messages of a failed COPY do not distinguish a missing object from other
      // failures.
      List<SinkObject> remaining = objects(describe(objects(staged)));
      if (remaining.size() < staged.size()) {
        throw new ObjectsChangedException(remaining, e);
      }
      throw e;
    } finally {
      bucket.delete(key);
    }
    return staged;
  }

  /**
   * The objects that are unchanged since they were listed, with the offsets and rows of their
   * metadata.
   */
  private List<StagedObject> describe(List<SinkObject> objects) {
    List<StagedObject> described = new ArrayList<>();
    parallel.mapInOrder(
        objects,
        object -> new Described(object, bucket.metadata(object)),
        (Described one) ->
            one.metadata()
                .ifPresent(
                    metadata ->
                        described.add(
                            new StagedObject(
                                one.object(),
                                SinkMetadata.endOffset(metadata),
                                SinkMetadata.records(metadata),
                                List.of()))));
    return described;
  }

  private static List<SinkObject> objects(List<StagedObject> staged) {
    return staged.stream().map(StagedObject::object).toList();
  }

  private String role() {
    return iamRole.equals("default") ? "default" : "'" + iamRole + "'";
  }

  @Override
  public void close() {
    parallel.close();
  }
}
