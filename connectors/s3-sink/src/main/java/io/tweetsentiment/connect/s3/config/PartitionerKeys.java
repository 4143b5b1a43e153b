package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Where a record belongs in the bucket. */
final class PartitionerKeys {
  static final String PARTITIONER_CLASS = "partitioner.class";
  static final String PARTITION_FIELDS = "partition.field.name";
  static final String PARTITION_DURATION = "partition.duration.ms";
  static final String PATH_FORMAT = "path.format";
  static final String LOCALE = "locale";
  static final String TIMEZONE = "timezone";
  static final String TIMESTAMP_EXTRACTOR = "timestamp.extractor";
  static final String TIMESTAMP_FIELD = "timestamp.field";

  private PartitionerKeys() {}

  static void define(ConfigDef def) {
    def.define(
            PARTITIONER_CLASS,
            ConfigDef.Type.STRING,
            "DefaultPartitioner",
            Importance.HIGH,
            "DefaultPartitioner, FieldPartitioner, TimeBasedPartitioner, DailyPartitioner or"
                + " HourlyPartitioner; also with Confluent's package name.")
        .define(
            PARTITION_FIELDS,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.MEDIUM,
            "Fields of the FieldPartitioner.")
        .define(
            PARTITION_DURATION,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Milliseconds of one partition of the TimeBasedPartitioner.")
        .define(
            PATH_FORMAT,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Path of the TimeBasedPartitioner in Joda-Time's letters, e.g. 'dt'=YYYY-MM-dd.")
        .define(
            LOCALE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Language tag for names of months and" + " days, e.g. en-US.")
        .define(
            TIMEZONE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Time zone of paths and schedule, e.g. Europe/Berlin; empty for UTC.")
        .define(
            TIMESTAMP_EXTRACTOR,
            ConfigDef.Type.STRING,
            "Wallclock",
            Importance.MEDIUM,
            "Time of a record: Wallclock, Record (its Kafka timestamp) or RecordField. With"
                + " Wallclock a replay may double records.")
        .define(
            TIMESTAMP_FIELD,
            ConfigDef.Type.STRING,
            "timestamp",
            Importance.MEDIUM,
            "Field of RecordField: a timestamp, milliseconds since the epoch or ISO-8601 text. A"
                + " record whose field is null takes its Kafka timestamp.");
  }
}
