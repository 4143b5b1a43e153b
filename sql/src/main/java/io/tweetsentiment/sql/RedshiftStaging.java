package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Redshift reads the objects itself, those that a manifest names. */
final class RedshiftStaging implements Staging {

  private record Described(SinkObject object, Optional<Map<String, String>> metadata) {}

  private final SinkBucket bucket;
  private final LoaderConfig config;
  private final Parallel parallel;

  RedshiftStaging(SinkBucket bucket, LoaderConfig config) {
    this.bucket = bucket;
    this.config = config;
    this.parallel = new Parallel(config.fetchThreads(), "loader-describe");
  }

  @Override
  public List<StagedObject> stage(
      Connection connection, WarehouseTable table, List<SinkObject> objects) throws SQLException {
    List<StagedObject> staged = new ArrayList<>();
    parallel.inOrder(
        objects,
        object -> new Described(object, bucket.metadata(object)),
        (Described described) ->
            described
                .metadata()
                .ifPresent(
                    metadata ->
                        staged.add(
                            new StagedObject(
                                described.object(),
                                number(metadata, "end-offset"),
                                number(metadata, "record-count")))));
    if (staged.isEmpty()) {
      return staged;
    }
    String key = config.manifestPrefix() + "/" + UUID.randomUUID() + ".manifest";
    bucket.put(key, Manifest.json(bucket, staged.stream().map(StagedObject::object).toList()));
    try {
      Dialect.REDSHIFT
          .copy(table)
          .with("manifest", bucket.address(key).replace("'", "''"))
          .with("iam_role", role())
          .run(connection);
    } finally {
      bucket.delete(key);
    }
    return staged;
  }

  private String role() {
    return config.iamRole().equals("default") ? "default" : "'" + config.iamRole() + "'";
  }

  private static OptionalLong number(Map<String, String> metadata, String name) {
    String text = metadata.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  @Override
  public void close() {
    parallel.close();
  }
}
