package io.tweetsentiment.sql.reconcile;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.MemoryExceededException;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.staging.ObjectTooLargeException;
import io.tweetsentiment.sql.staging.StagingMemory;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The newest rows of a range according to the objects of the sinks. */
public final class BucketRows {

  /**
   * A tweet according to the newest row.
   *
   * @param object key of the object that holds the row
   */
  public record TweetRow(String topic, String tweetId, Instant createdAt, String object) {}

  private record Newest<T>(long offset, T value) {}

  private final SinkBucket bucket;
  private final StagingMemory memory;
  private final DayRange range;

  public BucketRows(SinkBucket bucket, StagingMemory memory, DayRange range) {
    this.bucket = bucket;
    this.memory = memory;
    this.range = range;
  }

  /** The windows of a topic's objects; those that fell to zero are left out. */
  public Map<WindowKey, WindowValues> windows(String topic) {
    Map<WindowKey, Newest<WindowValues>> newest = new HashMap<>();
    WarehouseTable table = WarehouseTable.SENTIMENT;
    int start = table.place("window_start");
    int count = table.place("count_tweets");
    int[] numbers = WindowValues.NUMBERS.stream().mapToInt(table::place).toArray();
    read(
        topic,
        table,
        (object, types, values) -> {
          Instant time = time(types[start], values[start]);
          if (range.contains(time)) {
            long offset = (Long) values[values.length - 1];
            List<BigDecimal> all = new ArrayList<>();
            for (int place : numbers) {
              all.add(WindowValues.fourDecimals(BigDecimal.valueOf((Double) values[place])));
            }
            put(
                newest,
                new WindowKey(time, values[table.place("topic")].toString()),
                offset,
                new WindowValues((Long) values[count], all, OptionalLong.of(offset), object.key()));
          }
        });
    Map<WindowKey, WindowValues> windows = new TreeMap<>();
    newest.forEach(
        (key, row) -> {
          if (row.value().count() > 0) {
            windows.put(key, row.value());
          }
        });
    return windows;
  }

  /**
   * The tweets of some windows, without the deleted ones.
   *
   * @param windows starts and topics of the windows
   * @param size of a window, in milliseconds
   */
  public List<TweetRow> tweets(String topic, Set<WindowKey> windows, long size) {
    WarehouseTable table = WarehouseTable.TWEET;
    int created = table.place("created_at");
    int deleted = table.place("deleted");
    // The newest row of a tweet may be in another window, and in an object that is listed before.
    Set<List<String>> ofWindows = new HashSet<>();
    read(
        topic,
        table,
        (object, types, values) -> {
          List<String> key = key(table, values);
          if (windows.contains(window(key.get(0), time(types[created], values[created]), size))) {
            ofWindows.add(key);
          }
        });
    Map<List<String>, Newest<Optional<TweetRow>>> newest = new HashMap<>();
    read(
        topic,
        table,
        (object, types, values) -> {
          List<String> key = key(table, values);
          if (!ofWindows.contains(key)) {
            return;
          }
          Instant time = time(types[created], values[created]);
          boolean isHeld =
              windows.contains(window(key.get(0), time, size)) && !(Boolean) values[deleted];
          put(
              newest,
              key,
              (Long) values[values.length - 1],
              isHeld
                  ? Optional.of(new TweetRow(key.get(0), key.get(1), time, object.key()))
                  : Optional.empty());
        });
    return newest.values().stream().flatMap(row -> row.value().stream()).toList();
  }

  private static List<String> key(WarehouseTable table, Object[] values) {
    return List.of(
        values[table.place("topic")].toString(), values[table.place("tweet_id")].toString());
  }

  private static WindowKey window(String topic, Instant time, long size) {
    long start = Math.floorDiv(time.toEpochMilli(), size) * size;
    return new WindowKey(Instant.ofEpochMilli(start), topic);
  }

  private interface Taker {
    void take(SinkObject object, Column.Type[] types, Object[] values);
  }

  /** Rows that do not fit are left out: they are in no warehouse. */
  private void read(String topic, WarehouseTable table, Taker taker) {
    List<SinkObject> objects = new ArrayList<>();
    bucket.list(
        topic, page -> page.stream().filter(o -> range.mayContain(o.name())).forEach(objects::add));
    for (SinkObject object : objects) {
      Optional<FetchedObject> found = bucket.fetch(object, memory.spool(), memory.small());
      if (found.isEmpty()) {
        continue;
      }
      try (FetchedObject fetched = found.get()) {
        ObjectRows.<RuntimeException>read(
            table,
            object.key(),
            fetched.content(),
            memory.large(),
            (types, values) -> taker.take(object, types, values),
            reject -> {});
      } catch (MemoryExceededException e) {
        throw new ObjectTooLargeException(object, e);
      } catch (UnusableObjectException e) {
        // The loader has recorded it; the windows that it would have filled are reported.
      }
    }
  }

  private static <K, T> void put(Map<K, Newest<T>> newest, K key, long offset, T value) {
    newest.merge(
        key,
        new Newest<>(offset, value),
        (old, fresh) -> fresh.offset() >= old.offset() ? fresh : old);
  }

  private static Instant time(Column.Type type, Object value) {
    long number = (Long) value;
    return Instant.ofEpochMilli(
        type == Column.Type.TIMESTAMP_MICROS ? Math.floorDiv(number, 1_000L) : number);
  }
}
