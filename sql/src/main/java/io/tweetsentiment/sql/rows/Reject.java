package io.tweetsentiment.sql.rows;

import io.tweetsentiment.schemas.rules.Utf8;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row, or a whole object, that was not loaded.
 *
 * @param row its number in the object, from 1; absent when the whole object was rejected
 * @param partition Kafka partition that the row states
 * @param offset Kafka offset that the row states
 * @param topic subject of the row; null when it has none
 * @param rowKey the tweet's id or the window's start; null when the row has none
 * @param column the column that does not fit; null when the whole row or object was rejected
 * @param value its value, shortened; may be null
 * @param reason what is wrong
 */
public record Reject(
    OptionalLong row,
    OptionalLong partition,
    OptionalLong offset,
    String topic,
    String rowKey,
    String column,
    String value,
    String reason) {

  /** The rejection of a whole object. */
  public static Reject ofObject(String reason) {
    return new Reject(
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        null,
        null,
        null,
        null,
        reason);
  }

  static Reject ofRow(
      long row, WarehouseTable table, Column.Type[] types, Object[] values, InvalidValue invalid) {
    return new Reject(
        OptionalLong.of(row),
        number(values[values.length - 2]),
        number(values[values.length - 1]),
        RowValidator.shortened(values[table.place("topic")]),
        rowKey(table, types, values),
        invalid.column(),
        invalid.value(),
        invalid.reason());
  }

  /** The text, or its beginning, in a form that every database accepts. */
  public static String fitting(String text, int bytes) {
    return text == null
        ? null
        : Utf8.truncate(Utf8.wellFormed(text.replace('\0', '\uFFFD')), bytes);
  }

  public boolean isOfObject() {
    return row.isEmpty();
  }

  /** The row for a message: its number and its key. */
  public String where() {
    String named =
        Stream.of(rowKey, topic).filter(Objects::nonNull).collect(Collectors.joining(" of topic "));
    return String.format("row %d (%s)", row.orElse(0), named);
  }

  private static String rowKey(WarehouseTable table, Column.Type[] types, Object[] values) {
    if (table == WarehouseTable.TWEET) {
      return RowValidator.shortened(values[table.place("tweet_id")]);
    }
    int place = table.place("window_start");
    if (!(values[place] instanceof Long time)) {
      return null;
    }
    boolean isMicros = types[place] == Column.Type.TIMESTAMP_MICROS;
    return Instant.ofEpochMilli(isMicros ? Math.floorDiv(time, 1_000L) : time).toString();
  }

  private static OptionalLong number(Object value) {
    return value instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }
}
