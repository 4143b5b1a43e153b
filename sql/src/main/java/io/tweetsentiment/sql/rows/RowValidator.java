package io.tweetsentiment.sql.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.rules.ColumnLimit;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.util.Utf8;

/**
 * Checks whether rows fit their table before they are copied: a single value that the database
 * rejects would fail all objects of the transaction.
 */
final class RowValidator {

  private static final int SHOWN = 120;

  /** Bytes of UTF-8. */
  private static final int LONGEST_CODE_POINT = 4;

  /** Bytes that each replaced U+0000 adds to a text. */
  private static final int GROWTH_OF_ZERO = "\uFFFD".getBytes(UTF_8).length - 1;

  private final List<ColumnLimit> limits;
  private final Column.Type[] types;

  /**
   * A validator for the rows of one object.
   *
   * @param types types of the values, in the order of the table's columns
   */
  RowValidator(WarehouseTable table, Column.Type[] types) {
    this.limits = table.limits();
    this.types = types;
  }

  /** The first value that does not fit its column; empty when all values fit. */
  Optional<InvalidValue> firstInvalid(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      ColumnLimit limit = limits.get(i);
      Object value = values[i];
      Optional<String> problem =
          value == null
              ? limit.nullable()
                  ? Optional.empty()
                  : Optional.of(limit.column() + " is null, but the column does not accept null")
              : problem(limit, types[i], value);
      if (problem.isPresent()) {
        return Optional.of(new InvalidValue(limit.column(), shortened(value), problem.get()));
      }
    }
    return Optional.empty();
  }

  /** A value, shortened for a message. */
  static String shortened(Object value) {
    if (value == null) {
      return null;
    }
    String beginning = beginning(value);
    String shown = Reject.fitting(beginning, SHOWN);
    return shown.length() < beginning.length() ? shown + "..." : shown;
  }

  /** A little more than is shown, because the value may have any size. */
  private static String beginning(Object value) {
    if (value instanceof Utf8 utf8) {
      int length = Math.min(utf8.getByteLength(), SHOWN + LONGEST_CODE_POINT);
      return new String(utf8.getBytes(), 0, length, UTF_8);
    }
    String text = value.toString();
    return text.substring(0, Math.min(text.length(), SHOWN + LONGEST_CODE_POINT));
  }

  private static Optional<String> problem(ColumnLimit limit, Column.Type type, Object value) {
    return switch (type) {
      case STRING -> problemOfText(limit, value);
      case BOOLEAN -> Optional.empty();
      case INT, LONG, TIMESTAMP_MILLIS -> limit.problemOf(((Number) value).longValue());
      case DOUBLE -> limit.problemOf(((Double) value).doubleValue());
      case TIMESTAMP_MICROS -> limit.problemOf(Math.floorDiv((Long) value, 1_000L));
    };
  }

  private static Optional<String> problemOfText(ColumnLimit limit, Object value) {
    if (!(value instanceof Utf8 utf8)) {
      return problemOfString(limit, value.toString());
    }
    byte[] bytes = utf8.getBytes();
    int length = utf8.getByteLength();
    Optional<String> tooLong = limit.problemOfBytes(length);
    if (tooLong.isPresent()) {
      return tooLong;
    }
    int zeros = 0;
    boolean isAscii = true;
    for (int i = 0; i < length; i++) {
      isAscii &= bytes[i] >= 0;
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    if (!isAscii && !isUtf8(bytes, length)) {
      return Optional.of(limit.column() + " is not UTF-8");
    }
    if (zeros > 0 && limit.key()) {
      return Optional.of(limit.column() + " holds U+0000");
    }
    return limit.problemOfBytes(length + zeros * (long) GROWTH_OF_ZERO);
  }

  /** JSON can name what UTF-8 cannot encode, and what is stored instead may be longer. */
  private static Optional<String> problemOfString(ColumnLimit limit, String text) {
    if (limit.key()) {
      return limit.problemOfKey(text);
    }
    long zeros = text.chars().filter(c -> c == 0).count();
    return limit.problemOfBytes(
        io.tweetsentiment.schemas.rules.Utf8.bytes(text) + zeros * GROWTH_OF_ZERO);
  }

  private static boolean isUtf8(byte[] bytes, int length) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
