package io.tweetsentiment.connect.s3.partitioner;

import java.time.Clock;
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
   * Uses a field, see {@link FieldTime}. If the field is null, the Kafka timestamp is used.
   *
   * @param unit the unit of numbers whose schema does not state one
   */
  static TimestampExtractor field(String name, NumberUnit unit) {
    TimestampExtractor fallback = record();
    FieldTime times = new FieldTime(name, unit);
    return record -> {
      FieldValue field = FieldValue.of(record, name);
      return field.value() == null ? fallback.extract(record) : times.millis(field);
    };
  }
}
