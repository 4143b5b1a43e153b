package io.tweetsentiment.sql;

import io.tweetsentiment.sql.audit.GapAlerts;
import io.tweetsentiment.sql.audit.KnownVersions;
import io.tweetsentiment.sql.audit.LoadAudit;
import io.tweetsentiment.sql.audit.LoadRejects;
import io.tweetsentiment.sql.audit.LoadedRange;
import io.tweetsentiment.sql.audit.OffsetCoverage;
import io.tweetsentiment.sql.audit.OffsetGap;
import io.tweetsentiment.sql.audit.TopicPartition;
import io.tweetsentiment.sql.bucket.ListingPlan;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.bucket.SpoolException;
import io.tweetsentiment.sql.rows.CodecException;
import io.tweetsentiment.sql.staging.LoadInterruptedException;
import io.tweetsentiment.sql.staging.ObjectTooLargeException;
import io.tweetsentiment.sql.staging.ObjectsChangedException;
import io.tweetsentiment.sql.staging.PostgresStaging;
import io.tweetsentiment.sql.staging.RedshiftStaging;
import io.tweetsentiment.sql.staging.Staged;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Loads the objects of the sinks into the warehouse, each version of an object once.
 *
 * <p>A pass lists objects, selects those that are not known to be loaded, and loads them in
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
  private final Clock clock;
  private final Map<WarehouseTable, ListingPlan> plans = new EnumMap<>(WarehouseTable.class);
  private final Map<WarehouseTable, KnownVersions> known = new EnumMap<>(WarehouseTable.class);

  /** Rows of the tables after the last pass that could have changed them; null before the first. */
  private LoadResult last;

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
    this.clock = clock;
    for (WarehouseTable table : WarehouseTable.values()) {
      plans.put(table, new ListingPlan(clock, config.listAllEvery()));
    }
    this.audit = new LoadAudit(clock);
    this.rejects = new LoadRejects(clock);
    this.coverage =
        new OffsetCoverage(audit, config.topicsDir(), config::topic, new GapAlerts(clock));
    this.staging =
        dialect == Dialect.POSTGRES
            ? new PostgresStaging(bucket, config.stagingMemory())
            : new RedshiftStaging(
                bucket, config.stagingMemory(), config.iamRole(), config.manifestPrefix());
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
   * {@code load_reject}, and the rest is loaded. Lists all objects and reads the load audit.
   *
   * @throws LoadException when S3 or the database fails; batches before the failure stay loaded
   */
  public synchronized LoadResult loadOnce() {
    return pass(true);
  }

  /**
   * Loads the objects that are new since the last pass, and needs no query when there are none. An
   * object in a day that has had none for an hour is found when {@code list.all.every} has passed.
   *
   * @throws LoadException when S3 or the database fails; batches before the failure stay loaded
   */
  public synchronized LoadResult loadChanges() {
    return pass(last == null);
  }

  /**
   * Loads objects, whether they are recorded as loaded or not. In each batch the old record gives
   * way to the new one in the same transaction. Keys that are not in the bucket are left out.
   *
   * @throws LoadException when S3 or the database fails; batches before the failure stay loaded
   */
  public synchronized LoadResult loadAgain(Set<String> keys) {
    return pass(
        true,
        (table, progress) -> {
          BatchCollector batches = batches(table, true, progress);
          bucket.list(
              config.topic(table),
              page ->
                  batches.add(
                      page.stream().filter(object -> keys.contains(object.key())).toList()));
          batches.flush();
        });
  }

  private interface TablePass {
    void load(WarehouseTable table, Progress progress);
  }

  private LoadResult pass(boolean isFirst) {
    return pass(isFirst, (table, progress) -> loadTable(table, isFirst, progress));
  }

  private LoadResult pass(boolean isFirst, TablePass each) {
    Progress progress = new Progress();
    try {
      for (WarehouseTable table : WarehouseTable.values()) {
        if (isFirst) {
          String topic = config.topic(table);
          known.put(
              table, warehouse.inTransaction(connection -> audit.versions(connection, topic)));
        }
        each.load(table, progress);
      }
    } catch (SdkException e) {
      throw failures.classify(e);
    } catch (LoadInterruptedException e) {
      throw new LoadException(LoadException.Kind.RETRY, e.getMessage(), e);
    } catch (SpoolException | ObjectTooLargeException | CodecException e) {
      throw FailureClassifier.ofReading(e);
    }
    if (isFirst || progress.objects > 0 || coverage.isStale()) {
      last =
          warehouse.inTransaction(
              connection -> {
                coverage.refresh(connection);
                return new LoadResult(
                    0,
                    0,
                    count(connection, WarehouseTable.TWEET.tableName()),
                    count(connection, WarehouseTable.SENTIMENT.tableName()),
                    count(connection, "load_reject"));
              });
    }
    coverage.due().forEach(gap -> LOG.warn("Rows may be missing: {}", gap.message()));
    return new LoadResult(
        progress.objects, progress.rows, last.tweets(), last.windows(), last.rejects());
  }

  private void loadTable(WarehouseTable table, boolean isFirst, Progress progress) {
    String topic = config.topic(table);
    ListingPlan plan = plans.get(table);
    KnownVersions versions = known.get(table);
    BatchCollector batches = batches(table, false, progress);
    Consumer<List<SinkObject>> take =
        page -> {
          List<SinkObject> missing = versions.missing(page);
          missing.forEach(object -> plan.foundNew(object.name().folder()));
          batches.add(missing);
        };
    if (isFirst || plan.isEverythingDue()) {
      Instant start = clock.instant();
      NavigableSet<String> folders = new TreeSet<>();
      bucket.list(
          topic,
          page -> {
            page.forEach(object -> folders.add(object.name().folder()));
            take.accept(page);
          });
      plan.listedEverything(start, folders);
    } else {
      for (String folder : plan.folders(bucket.folders(topic, take))) {
        bucket.list(topic, folder, take);
      }
    }
    batches.flush();
  }

  private BatchCollector batches(WarehouseTable table, boolean isAgain, Progress progress) {
    return new BatchCollector(
        config.batchObjects(),
        config.batchBytes(),
        batch -> progress.add(load(table, batch, isAgain)));
  }

  /** Number of list requests to S3 since the loader was opened. */
  public synchronized long listRequests() {
    return bucket.listRequests();
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

  private List<StagedObject> load(WarehouseTable table, List<SinkObject> batch, boolean isAgain) {
    List<SinkObject> remaining = batch;
    while (true) {
      try {
        Attempt attempt = attempt(table, remaining, isAgain);
        known.get(table).addAll(attempt.loadedByOthers());
        known.get(table).addAll(attempt.staged().stream().map(StagedObject::object).toList());
        return attempt.staged();
      } catch (ObjectsChangedException e) {
        remaining = e.remaining();
      }
    }
  }

  private record Attempt(List<SinkObject> loadedByOthers, List<StagedObject> staged) {}

  private Attempt attempt(WarehouseTable table, List<SinkObject> batch, boolean isAgain) {
    return warehouse.inTransaction(
        connection -> {
          dialect.lock().run(connection);
          // Another loader may have loaded some of them before this one acquired the lock.
          List<SinkObject> missing = isAgain ? batch : audit.missing(connection, batch);
          List<SinkObject> loaded = new ArrayList<>(batch);
          loaded.removeAll(missing);
          if (missing.isEmpty()) {
            return new Attempt(loaded, List.of());
          }
          dialect.stage(table).run(connection);
          try (Staged staged = staging.stage(connection, table, missing)) {
            dialect.merge(table).run(connection);
            if (isAgain) {
              audit.forget(connection, staged.objects());
            }
            audit.add(connection, table, staged.objects());
            rejects.replace(connection, table, staged);
            return new Attempt(loaded, staged.objects());
          }
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
