package io.tweetsentiment.connect.s3.partitioner;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Determines the time of a record, in milliseconds since the epoch. */
public interface TimestampExtractor {
  /**
   * Returns the time of a record.
   *
   * @throws DataException if the record has no time
   */
  long extract(SinkRecord record);

  /**
   * Uses the time at which the record is written. A replay gives another time, so records may be
   * stored twice.
   */
  static TimestampExtractor wallclock(Clock clock) {
    return record -> clock.millis();
  }

  /** Uses the Kafka timestamp. */
  static TimestampExtractor record() {
    return record -> {
      if (record.timestamp() == null) {
        throw new DataException("Record has no Kafka timestamp");
      }
      return record.timestamp();
    };
  }

  /**
   * Uses a field: a date or timestamp, a number of milliseconds since the epoch, or ISO-8601 text
   * with an offset. If the field is null, the Kafka timestamp is used.
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
          "Field " + name + " is a " + value.getClass().getSimpleName() + ", not a time");
    };
  }

  private static long parse(String name, String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new DataException(
          "Field " + name + " has the value '" + text + "', which is not an ISO-8601 time", e);
    }
  }
}
