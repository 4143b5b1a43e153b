package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Keys for the path of a record in the bucket. */
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
            "Fields that the FieldPartitioner uses.")
        .define(
            PARTITION_DURATION,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Length of one partition of the TimeBasedPartitioner, in milliseconds.")
        .define(
            PATH_FORMAT,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Path of the TimeBasedPartitioner as a Joda-Time pattern, for example 'dt'=YYYY-MM-dd.")
        .define(
            LOCALE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Language tag for the names of months and days, for example en-US.")
        .define(
            TIMEZONE,
            ConfigDef.Type.STRING,
            "",
            Importance.MEDIUM,
            "Time zone of paths and of the schedule, for example Europe/Berlin; empty for UTC.")
        .define(
            TIMESTAMP_EXTRACTOR,
            ConfigDef.Type.STRING,
            "Wallclock",
            Importance.MEDIUM,
            "Source of a record's time: Wallclock, Record (its Kafka timestamp) or RecordField."
                + " With Wallclock, a replay may store records twice.")
        .define(
            TIMESTAMP_FIELD,
            ConfigDef.Type.STRING,
            "timestamp",
            Importance.MEDIUM,
            "Field that RecordField reads: a timestamp, milliseconds since the epoch or ISO-8601"
                + " text. If the field is null, the Kafka timestamp is used.");
  }
}
