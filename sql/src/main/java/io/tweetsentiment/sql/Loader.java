package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

  private final LoaderConfig config;
  private final Dialect dialect;
  private final S3Client s3;
  private final boolean ownsS3;
  private final SinkBucket bucket;
  private final Failures failures;
  private final Warehouse warehouse;
  private final LoadAudit audit;
  private final Rejects rejects;
  private final Staging staging;
  private final GapWatch gapWatch;
  private final Map<TopicPartitionName, List<OffsetGap>> gaps =
      new TreeMap<>(TopicPartitionName.ORDER);
  private boolean gapsAreKnown;

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
    this.bucket = new SinkBucket(s3, config.bucket(), config.topicsDir(), clock);
    this.failures = new Failures(config);
    this.warehouse = new Warehouse(connector, failures);
    this.audit = new LoadAudit(clock);
    this.rejects = new Rejects(clock);
    this.gapWatch = new GapWatch(clock);
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
   * Loads every object that is not loaded yet. A row or an object that does not fit is noted in
   * {@code load_reject} and holds up nothing.
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
        connection -> {
          watchGaps(connection, progress.partitions);
          return new LoadResult(
              progress.objects,
              progress.rows,
              count(connection, WarehouseTable.TWEET.tableName()),
              count(connection, WarehouseTable.SENTIMENT.tableName()),
              count(connection, "load_reject"));
        });
  }

  /**
   * What the loaded objects of a partition hold, one range an object, by start offset.
   *
   * @throws LoadException when the database is not reached
   */
  public synchronized List<LoadedRange> ranges(String topic, int partition) {
    return warehouse.inTransaction(
        connection ->
            audit.ranges(connection, new TopicPartitionName(topic, partition), prefix(topic)));
  }

  /**
   * Rows, refused ones too, of the loaded objects of a partition that start at an offset or later.
   * An object whose number of rows nobody knows counts as none.
   *
   * @throws LoadException when the database is not reached
   */
  public synchronized long loadedRows(String topic, int partition, long fromOffset) {
    return ranges(topic, partition).stream()
        .filter(range -> range.startOffset() >= fromOffset)
        .mapToLong(range -> range.rows().orElse(0))
        .sum();
  }

  /**
   * Keys of loaded objects that are no longer in the bucket, in order. That is as it should be
   * where a lifecycle rule removes what is loaded.
   *
   * @throws LoadException when S3 or the database is not reached
   */
  public synchronized List<String> missingObjects() {
    Set<String> missing = new TreeSet<>();
    try {
      for (WarehouseTable table : WarehouseTable.values()) {
        String topic = config.topic(table);
        warehouse.inTransaction(
            connection -> {
              for (TopicPartitionName partition : partitions(connection, topic)) {
                audit
                    .ranges(connection, partition, prefix(topic))
                    .forEach(range -> missing.add(range.objectKey()));
              }
              return null;
            });
        bucket.list(topic, page -> page.forEach(object -> missing.remove(object.key())));
      }
    } catch (SdkException e) {
      throw failures.of(e);
    }
    return List.copyOf(missing);
  }

  /**
   * Offsets that no loaded object holds, between two that hold some, of both topics.
   *
   * @throws LoadException when the database is not reached
   */
  public synchronized List<OffsetGap> gaps() {
    return warehouse.inTransaction(
        connection -> {
          List<OffsetGap> found = new ArrayList<>();
          for (WarehouseTable table : WarehouseTable.values()) {
            for (TopicPartitionName partition : partitions(connection, config.topic(table))) {
              found.addAll(gaps(connection, partition));
            }
          }
          return found;
        });
  }

  /**
   * Whether a loaded object spans the offset. That object holds the record when no later one is in
   * the partition; an earlier one may lie in an object of another partition path.
   */
  public synchronized boolean covers(String topic, int partition, long offset) {
    return warehouse.inTransaction(
        connection ->
            audit.covers(
                connection, new TopicPartitionName(topic, partition), prefix(topic), offset));
  }

  /** Looks again only at the partitions of which something was loaded. */
  private void watchGaps(Connection connection, Set<TopicPartitionName> loaded)
      throws SQLException {
    Set<TopicPartitionName> changed = new HashSet<>(loaded);
    if (!gapsAreKnown) {
      for (WarehouseTable table : WarehouseTable.values()) {
        changed.addAll(partitions(connection, config.topic(table)));
      }
    }
    for (TopicPartitionName partition : changed) {
      gaps.put(partition, gaps(connection, partition));
    }
    gapsAreKnown = true;
    gapWatch
        .due(gaps.values().stream().flatMap(List::stream).toList())
        .forEach(gap -> LOG.warn("Rows may be missing: {}", gap.told()));
  }

  private List<OffsetGap> gaps(Connection connection, TopicPartitionName partition)
      throws SQLException {
    return OffsetGaps.of(partition, audit.ranges(connection, partition, prefix(partition.topic())));
  }

  private List<TopicPartitionName> partitions(Connection connection, String topic)
      throws SQLException {
    return audit.partitions(connection, topic, prefix(topic));
  }

  private String prefix(String topic) {
    return ObjectName.prefix(config.topicsDir(), topic);
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
          if (dialect == Dialect.POSTGRES) {
            // Redshift reads the objects itself, and its COPY of Parquet refuses all or nothing.
            rejects.replace(connection, table, staged);
          }
          return staged;
        });
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

  private static final class Progress {
    private int objects;
    private long rows;
    private final Set<TopicPartitionName> partitions = new HashSet<>();

    private void add(List<StagedObject> staged) {
      for (StagedObject one : staged) {
        ObjectName name = one.object().name();
        partitions.add(new TopicPartitionName(name.topic(), name.partition()));
        objects++;
        rows += one.loadedRows();
        tell(one);
      }
    }

    /** Once for each version of an object: it is not loaded again. */
    private static void tell(StagedObject one) {
      if (one.isRefused()) {
        LOG.warn(
            "Object {} is not loaded: {}. It stands in load_reject and is tried again when it is"
                + " replaced; what it held the sink can write again after its offsets are reset.",
            one.object().key(),
            one.rejects().get(0).reason());
      } else if (!one.rejects().isEmpty()) {
        LOG.warn(
            "Of object {} {} of {} rows are not loaded and stand in load_reject; the first one is"
                + " {}: {}.",
            one.object().key(),
            one.rejects().size(),
            one.rows().orElse(0),
            one.rejects().get(0).where(),
            one.rejects().get(0).reason());
      }
    }
  }
}
