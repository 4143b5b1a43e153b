package io.tweetsentiment.connect.s3.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;

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
  static final String TIMESTAMP_UNIT = "timestamp.field.unit";
  static final String UNSAFE_VALUES = "partition.field.unsafe.values";

  private PartitionerKeys() {}

  static void define(ConfigDef def) {
    def.define(
            PARTITIONER_CLASS,
            ConfigDef.Type.STRING,
            "DefaultPartitioner",
            Importance.HIGH,
            "DefaultPartitioner, FieldPartitioner, TimeBasedPartitioner, DailyPartitioner or"
                + " HourlyPartitioner; also with Confluent's package name. Or the name of a class that"
                + " implements io.tweetsentiment.connect.s3.partitioner.Partitioner.")
        .define(
            PARTITION_FIELDS,
            ConfigDef.Type.LIST,
            List.of(),
            Importance.MEDIUM,
            "Fields that the FieldPartitioner uses.")
        .define(
            UNSAFE_VALUES,
            ConfigDef.Type.STRING,
            "fail",
            ValidString.in("fail", "escape", "keep"),
            Importance.LOW,
            "What happens to a record if the FieldPartitioner cannot use its value as a folder name:"
                + " fail reports it as an errant record, escape writes the characters as Hive and"
                + " Spark do, for example %2F for a slash, keep uses it as it is, as Confluent's sink"
                + " does: a null is the folder name null, and a slash separates folders.")
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
            "Field that RecordField reads: a date or timestamp, a number since the epoch, or ISO-8601"
                + " text, which is in UTC if it has no offset. If the field is null, the Kafka"
                + " timestamp is used.")
        .define(
            TIMESTAMP_UNIT,
            ConfigDef.Type.STRING,
            "",
            ValidString.in("", "seconds", "milliseconds", "microseconds", "nanoseconds"),
            Importance.MEDIUM,
            "Unit of a number that RecordField reads, if its schema states none: seconds,"
                + " milliseconds, microseconds or nanoseconds. Empty for milliseconds from"
                + " 1973-03-03 to the year 9999; any other number is an errant record, because it"
                + " is probably of another unit.");
  }
}
