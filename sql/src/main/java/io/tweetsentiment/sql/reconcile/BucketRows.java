package io.tweetsentiment.sql.reconcile;

import io.tweetsentiment.sql.bucket.FetchedObject;
import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.staging.StagingMemory;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    Map<List<String>, Newest<Optional<TweetRow>>> newest = new HashMap<>();
    WarehouseTable table = WarehouseTable.TWEET;
    int created = table.place("created_at");
    int deleted = table.place("deleted");
    read(
        topic,
        table,
        (object, types, values) -> {
          Instant time = time(types[created], values[created]);
          String subject = values[table.place("topic")].toString();
          String id = values[table.place("tweet_id")].toString();
          Instant start = Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), size) * size);
          boolean isOfWindow = windows.contains(new WindowKey(start, subject));
          if (isOfWindow || newest.containsKey(List.of(subject, id))) {
            put(
                newest,
                List.of(subject, id),
                (Long) values[values.length - 1],
                isOfWindow && !(Boolean) values[deleted]
                    ? Optional.of(new TweetRow(subject, id, time, object.key()))
                    : Optional.empty());
          }
        });
    return newest.values().stream().flatMap(row -> row.value().stream()).toList();
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
