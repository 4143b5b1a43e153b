package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Brings the objects of the sinks into the warehouse, each version of an object once.
 *
 * <p>A pass lists the objects, takes those that the load audit does not know, and loads them in
 * batches, each in one transaction: lock, stage, keep the newest row of each key, merge, audit. A
 * row never replaces one with a greater offset, so the order of objects does not matter.
 *
 * <p>Threading: all methods are safe to call from any thread; one runs at a time.
 */
public final class Loader implements AutoCloseable {

  private final LoaderConfig config;
  private final Dialect dialect;
  private final S3Client s3;
  private final boolean ownsS3;
  private final SinkBucket bucket;
  private final Failures failures;
  private final Warehouse warehouse;
  private final LoadAudit audit;
  private final Staging staging;

  Loader(
      LoaderConfig config,
      S3Client s3,
      boolean ownsS3,
      Warehouse.Connector connector,
      Clock clock) {
    this.config = config;
    this.dialect = Dialect.of(config.jdbcUrl());
    this.s3 = s3;
    this.ownsS3 = ownsS3;
    this.bucket = new SinkBucket(s3, config.bucket(), config.topicsDir());
    this.failures = new Failures(config);
    this.warehouse = new Warehouse(connector, failures);
    this.audit = new LoadAudit(clock);
    this.staging =
        dialect == Dialect.POSTGRES
            ? new PostgresStaging(bucket, config.fetchThreads())
            : new RedshiftStaging(bucket, config);
  }

  /**
   * A loader with an S3 client of its own, with the credentials of the environment. Connects
   * nowhere yet.
   */
  public static Loader open(LoaderConfig config) {
    return new Loader(
        config, S3Clients.of(config), true, () -> Warehouse.connect(config), Clock.systemUTC());
  }

  /** A loader with the caller's S3 client, which the caller closes. */
  public static Loader open(LoaderConfig config, S3Client s3, Clock clock) {
    return new Loader(config, s3, false, () -> Warehouse.connect(config), clock);
  }

  /**
   * Creates the tables that are not there.
   *
   * @throws LoadException when the database is not reached or refuses
   */
  public synchronized void createTables() {
    warehouse.inTransaction(
        connection -> {
          dialect.create().run(connection);
          return null;
        });
  }

  /**
   * Loads every object that is not loaded yet.
   *
   * @throws LoadException when S3 or the database fails; batches before the failure stay loaded
   */
  public synchronized LoadResult loadOnce() {
    Progress progress = new Progress();
    try {
      for (WarehouseTable table : WarehouseTable.values()) {
        Batches batches =
            new Batches(
                config.batchObjects(),
                config.batchBytes(),
                batch -> progress.add(load(table, batch)));
        bucket.list(
            config.topic(table),
            page ->
                batches.add(
                    warehouse.inTransaction(connection -> audit.missing(connection, page))));
        batches.flush();
      }
    } catch (SdkException e) {
      throw failures.of(e);
    }
    return warehouse.inTransaction(
        connection ->
            new LoadResult(
                progress.objects,
                progress.rows,
                count(connection, WarehouseTable.TWEET),
                count(connection, WarehouseTable.SENTIMENT)));
  }

  /**
   * Whether a loaded object spans the offset. That object holds the record when no later one is in
   * the partition; an earlier one may lie in an object of another partition path.
   */
  public synchronized boolean covers(String topic, int partition, long offset) {
    String prefix = ObjectName.prefix(config.topicsDir(), topic);
    return warehouse.inTransaction(
        connection ->
            audit.covers(connection, new TopicPartitionName(topic, partition), prefix, offset));
  }

  private List<StagedObject> load(WarehouseTable table, List<SinkObject> batch) {
    List<SinkObject> left = batch;
    while (true) {
      try {
        return attempt(table, left);
      } catch (ObjectsGoneException e) {
        left = e.left();
      }
    }
  }

  private List<StagedObject> attempt(WarehouseTable table, List<SinkObject> batch) {
    return warehouse.inTransaction(
        connection -> {
          dialect.lock().run(connection);
          // Another loader may have loaded some of them before this one got the lock.
          List<SinkObject> missing = audit.missing(connection, batch);
          if (missing.isEmpty()) {
            return List.of();
          }
          dialect.stage(table).run(connection);
          List<StagedObject> staged = staging.stage(connection, table, missing);
          dialect.merge(table).run(connection);
          audit.add(connection, table, staged);
          return staged;
        });
  }

  private static long count(Connection connection, WarehouseTable table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table.tableName())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public synchronized void close() {
    staging.close();
    warehouse.close();
    if (ownsS3) {
      s3.close();
    }
  }

  private static final class Progress {
    private int objects;
    private long rows;

    private void add(List<StagedObject> staged) {
      objects += staged.size();
      staged.forEach(object -> rows += object.rows().orElse(0));
    }
  }
}
