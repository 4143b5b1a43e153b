package io.tweetsentiment.sql;

import io.tweetsentiment.sql.audit.GapAlerts;
import io.tweetsentiment.sql.audit.LoadAudit;
import io.tweetsentiment.sql.audit.LoadRejects;
import io.tweetsentiment.sql.audit.LoadedRange;
import io.tweetsentiment.sql.audit.OffsetCoverage;
import io.tweetsentiment.sql.audit.OffsetGap;
import io.tweetsentiment.sql.audit.TopicPartition;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.staging.LoadInterruptedException;
import io.tweetsentiment.sql.staging.ObjectTooLargeException;
import io.tweetsentiment.sql.staging.ObjectsChangedException;
import io.tweetsentiment.sql.staging.PostgresStaging;
import io.tweetsentiment.sql.staging.RedshiftStaging;
import io.tweetsentiment.sql.staging.StagedObject;
import io.tweetsentiment.sql.staging.Staging;
import io.tweetsentiment.sql.warehouse.Dialect;
import io.tweetsentiment.sql.warehouse.WarehouseConnection;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Loads the objects of the sinks into the warehouse, each version of an object once.
 *
 * <p>A pass lists the objects, selects those that are not in the load audit, and loads them in
 * batches, each in one transaction: lock, stage, keep the newest row of each key, merge, audit. A
 * row never replaces one with a greater offset, so the order of objects does not matter.
 *
 * <p>Threading: all methods are safe to call from any thread; one runs at a time.
 */
public final class Loader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

  private final LoaderConfig config;
  private final Dialect dialect;
  private final S3Client s3;
  private final boolean ownsS3;
  private final SinkBucket bucket;
  private final FailureClassifier failures;
  private final WarehouseConnection warehouse;
  private final LoadAudit audit;
  private final LoadRejects rejects;
  private final Staging staging;
  private final OffsetCoverage coverage;

  Loader(
      LoaderConfig config,
      S3Client s3,
      boolean ownsS3,
      WarehouseConnection.ConnectionFactory connections,
      Clock clock) {
    this.config = config;
    this.dialect = Dialect.of(config.jdbcUrl());
    this.s3 = s3;
    this.ownsS3 = ownsS3;
    this.bucket = new SinkBucket(s3, config.bucket(), config.topicsDir(), clock);
    this.failures = new FailureClassifier(config);
    this.warehouse = new WarehouseConnection(connections, failures::classify);
    this.audit = new LoadAudit(clock);
    this.rejects = new LoadRejects(clock);
    this.coverage =
        new OffsetCoverage(audit, config.topicsDir(), config::topic, new GapAlerts(clock));
    this.staging =
        dialect == Dialect.POSTGRES
            ? new PostgresStaging(bucket, config.fetchThreads())
            : new RedshiftStaging(
                bucket, config.fetchThreads(), config.iamRole(), config.manifestPrefix());
  }

  /**
   * Opens a loader with its own S3 client, which uses the credentials of the environment. The
   * loader connects when it is first used.
   */
  public static Loader open(LoaderConfig config) {
    return new Loader(config, S3Clients.of(config), true, () -> connect(config), Clock.systemUTC());
  }

  /** Opens a loader with the caller's S3 client, which the caller closes. */
  public static Loader open(LoaderConfig config, S3Client s3, Clock clock) {
    return new Loader(config, s3, false, () -> connect(config), clock);
  }

  /**
   * Creates the missing tables.
   *
   * @throws LoadException when the database cannot be reached or rejects the statements
   */
  public synchronized void createTables() {
    warehouse.inTransaction(
        connection -> {
          dialect.create().run(connection);
          return null;
        });
  }

  /**
   * Loads every object that is not loaded yet. A row or an object that does not fit is recorded in
   * {@code load_reject}, and the rest is loaded.
   *
   * @throws LoadException when S3 or the database fails; batches before the failure stay loaded
   */
  public synchronized LoadResult loadOnce() {
    Progress progress = new Progress();
    try {
      for (WarehouseTable table : WarehouseTable.values()) {
        BatchCollector batches =
            new BatchCollector(
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
      throw failures.classify(e);
    } catch (LoadInterruptedException e) {
      throw new LoadException(LoadException.Kind.RETRY, e.getMessage(), e);
    } catch (ObjectTooLargeException e) {
      throw new LoadException(LoadException.Kind.DIE, e.getMessage(), e);
    }
    return warehouse.inTransaction(
        connection -> {
          coverage
              .due(connection)
              .forEach(gap -> LOG.warn("Rows may be missing: {}", gap.message()));
          return new LoadResult(
              progress.objects,
              progress.rows,
              count(connection, WarehouseTable.TWEET.tableName()),
              count(connection, WarehouseTable.SENTIMENT.tableName()),
              count(connection, "load_reject"));
        });
  }

  /**
   * The offsets that the loaded objects of a partition contain, one range for each object, ordered
   * by start offset.
   *
   * @throws LoadException when the database cannot be reached
   */
  public synchronized List<LoadedRange> ranges(String topic, int partition) {
    return warehouse.inTransaction(
        connection -> coverage.ranges(connection, new TopicPartition(topic, partition)));
  }

  /**
   * Keys of loaded objects that are no longer in the bucket, in order. This is normal where a
   * lifecycle rule removes loaded objects.
   *
   * @throws LoadException when S3 or the database cannot be reached
   */
  public synchronized List<String> missingObjects() {
    Set<String> missing = new TreeSet<>();
    try {
      for (WarehouseTable table : WarehouseTable.values()) {
        String topic = config.topic(table);
        missing.addAll(warehouse.inTransaction(connection -> coverage.keys(connection, topic)));
        bucket.list(topic, page -> page.forEach(object -> missing.remove(object.key())));
      }
    } catch (SdkException e) {
      throw failures.classify(e);
    }
    return List.copyOf(missing);
  }

  /**
   * The offsets of both topics that are missing between two loaded objects.
   *
   * @throws LoadException when the database cannot be reached
   */
  public synchronized List<OffsetGap> gaps() {
    return warehouse.inTransaction(coverage::gaps);
  }

  private List<StagedObject> load(WarehouseTable table, List<SinkObject> batch) {
    List<SinkObject> remaining = batch;
    while (true) {
      try {
        return attempt(table, remaining);
      } catch (ObjectsChangedException e) {
        remaining = e.remaining();
      }
    }
  }

  private List<StagedObject> attempt(WarehouseTable table, List<SinkObject> batch) {
    return warehouse.inTransaction(
        connection -> {
          dialect.lock().run(connection);
          // Another loader may have loaded some of them before this one acquired the lock.
          List<SinkObject> missing = audit.missing(connection, batch);
          if (missing.isEmpty()) {
            return List.of();
          }
          dialect.stage(table).run(connection);
          List<StagedObject> staged = staging.stage(connection, table, missing);
          dialect.merge(table).run(connection);
          audit.add(connection, table, staged);
          if (dialect == Dialect.POSTGRES) {
            // Redshift reads the objects itself, and its COPY of Parquet accepts all of them or
            // none.
            rejects.replace(connection, table, staged);
          }
          return staged;
        });
  }

  private static Connection connect(LoaderConfig config) throws SQLException {
    return WarehouseConnection.connect(config.jdbcUrl(), config.jdbcUser(), config.jdbcPassword());
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
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

  /** The objects and rows that a pass has committed so far. */
  private final class Progress {
    private int objects;
    private long rows;

    private void add(List<StagedObject> staged) {
      for (StagedObject one : staged) {
        objects++;
        rows += one.loadedRows();
        coverage.loaded(one.object().name());
        // Logged once for each version of an object, because that version is not loaded again.
        one.rejectMessage().ifPresent(LOG::warn);
      }
    }
  }
}
