package io.tweetsentiment.sql;

import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SpoolException;
import io.tweetsentiment.sql.reconcile.BatchWindows;
import io.tweetsentiment.sql.reconcile.BucketRows;
import io.tweetsentiment.sql.reconcile.Comparison;
import io.tweetsentiment.sql.reconcile.DayRange;
import io.tweetsentiment.sql.reconcile.WarehouseRows;
import io.tweetsentiment.sql.reconcile.WindowKey;
import io.tweetsentiment.sql.reconcile.WindowValues;
import io.tweetsentiment.sql.rows.CodecException;
import io.tweetsentiment.sql.staging.ObjectTooLargeException;
import io.tweetsentiment.sql.warehouse.WarehouseConnection;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Compares stream, batch job and warehouse for a range of days. */
final class Reconciler implements AutoCloseable {

  /**
   * The result of a comparison.
   *
   * @param windows number of windows that any side has
   * @param differences the windows that differ
   * @param missingTweets tweets of these windows that the bucket has and the warehouse has not
   * @param surplusTweets tweets of these windows that only the warehouse has, as topic and id
   * @param objects objects to load again to end the differences
   */
  record Report(
      int windows,
      List<Comparison.Difference> differences,
      List<BucketRows.TweetRow> missingTweets,
      Set<List<String>> surplusTweets,
      Set<String> objects) {}

  private final LoaderConfig config;
  private final SinkBucket bucket;
  private final FailureClassifier failures;
  private final WarehouseConnection warehouse;
  private final long windowMillis;

  Reconciler(
      LoaderConfig config,
      S3Client s3,
      WarehouseConnection.ConnectionFactory connections,
      Clock clock,
      Duration window) {
    this.config = config;
    this.bucket = new SinkBucket(s3, config.bucket(), config.topicsDir(), clock);
    this.failures = new FailureClassifier(config);
    this.warehouse = new WarehouseConnection(connections, failures::classify);
    this.windowMillis = window.toMillis();
  }

  /**
   * Compares a range.
   *
   * @param batch output folder of the batch job, if its windows are compared too
   * @throws LoadException when S3 or the database fails
   * @throws IOException when the batch job's output cannot be read
   */
  Report compare(DayRange range, Optional<String> batch) throws IOException {
    try {
      BucketRows rows = new BucketRows(bucket, config.stagingMemory(), range);
      Map<WindowKey, WindowValues> stream = rows.windows(config.aggregateTopic());
      Optional<Map<WindowKey, WindowValues>> ofBatch =
          batch.isEmpty()
              ? Optional.empty()
              : Optional.of(BatchWindows.read(batch.get(), bucket, range));
      Set<String> loaded = new HashSet<>();
      Set<WindowKey> windows = new TreeSet<>(stream.keySet());
      ofBatch.ifPresent(all -> windows.addAll(all.keySet()));
      List<Comparison.Difference> differences =
          warehouse.inTransaction(
              connection -> {
                WarehouseRows held = new WarehouseRows(connection, range);
                Map<WindowKey, WindowValues> ofWarehouse = held.windows();
                windows.addAll(ofWarehouse.keySet());
                loaded.addAll(held.loadedObjects());
                return new Comparison(stream, ofBatch, ofWarehouse, loaded, held.rejectedWindows())
                    .differences();
              });
      Set<WindowKey> differ =
          differences.stream().map(Comparison.Difference::window).collect(Collectors.toSet());
      List<BucketRows.TweetRow> missing = new ArrayList<>();
      Set<List<String>> surplus = new HashSet<>();
      if (!differ.isEmpty()) {
        surplus.addAll(
            warehouse.inTransaction(
                connection -> new WarehouseRows(connection, range).tweets(differ, windowMillis)));
        for (BucketRows.TweetRow tweet :
            rows.tweets(config.topic(WarehouseTable.TWEET), differ, windowMillis)) {
          if (!surplus.remove(List.of(tweet.topic(), tweet.tweetId()))) {
            missing.add(tweet);
          }
        }
      }
      Set<String> objects = new TreeSet<>();
      missing.forEach(tweet -> objects.add(tweet.object()));
      differ.stream()
          .map(stream::get)
          .filter(values -> values != null)
          .forEach(values -> objects.add(values.object()));
      return new Report(windows.size(), differences, missing, surplus, objects);
    } catch (SdkException e) {
      throw failures.classify(e);
    } catch (SpoolException | ObjectTooLargeException | CodecException e) {
      throw FailureClassifier.ofReading(e);
    }
  }

  @Override
  public void close() {
    warehouse.close();
  }
}
