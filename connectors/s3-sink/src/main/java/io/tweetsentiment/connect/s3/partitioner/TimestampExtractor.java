package io.tweetsentiment.connect.s3.partitioner;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gives a record its time, in milliseconds since the epoch. */
public interface TimestampExtractor {
  /**
   * The time of a record.
   *
   * @throws DataException when the record has no time
   */
  long extract(SinkRecord record);

  /** When the record is written. A replay gives another time, so records may be doubled. */
  static TimestampExtractor wallclock(Clock clock) {
    return record -> clock.millis();
  }

  /** The Kafka timestamp. */
  static TimestampExtractor record() {
    return record -> {
      if (record.timestamp() == null) {
        throw new DataException("Record has no Kafka timestamp");
      }
      return record.timestamp();
    };
  }

  /**
   * A field: a date or timestamp, a number of milliseconds since the epoch, or ISO-8601 text with
   * an offset. A record whose field is null takes its Kafka timestamp.
   */
  static TimestampExtractor field(String name) {
    TimestampExtractor fallback = record();
    return record -> {
      Object value = FieldValue.of(record.value(), name);
      if (value == null) {
        return fallback.extract(record);
      } else if (value instanceof java.util.Date date) {
        return date.toInstant().toEpochMilli();
      } else if (value instanceof Long || value instanceof Integer) {
        return ((Number) value).longValue();
      } else if (value instanceof String text) {
        return parse(name, text);
      }
      throw new DataException(
          "Field " + name + " is a " + value.getClass().getSimpleName() + ", which is no time");
    };
  }

  private static long parse(String name, String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new DataException(
          "Field " + name + " has the value '" + text + "', which is no ISO-8601 time", e);
    }
  }
}
