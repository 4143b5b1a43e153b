package io.tweetsentiment.connect.s3.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** When files are closed. */
final class RotationKeys {
  static final String FLUSH_SIZE = "flush.size";
  static final String ROTATE_INTERVAL = "rotate.interval.ms";
  static final String ROTATE_SCHEDULE = "rotate.schedule.interval.ms";
  static final String ROTATE_ON_PARTITION = "rotate.file.on.partition.change";
  static final String MAX_OPEN_FILES = "partitioner.max.open.files";

  private RotationKeys() {}

  static void define(ConfigDef def) {
    def.define(
            FLUSH_SIZE,
            ConfigDef.Type.INT,
            NO_DEFAULT_VALUE,
            Range.atLeast(1),
            Importance.HIGH,
            "Records of one Kafka partition, over all its open files, at which they are stored.")
        .define(
            ROTATE_INTERVAL,
            ConfigDef.Type.LONG,
            -1L,
            Importance.HIGH,
            "Milliseconds of record time that the open files span before they are stored; needs a"
                + " time-based partitioner and new records. -1 for never.")
        .define(
            ROTATE_SCHEDULE,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Milliseconds of wall-clock time, counted from midnight in the time zone, after which"
                + " open files are stored, also without new records. -1 for never.")
        .define(
            ROTATE_ON_PARTITION,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether a record of another path closes the files. false keeps files large when the"
                + " times of records go back and forth.")
        .define(
            MAX_OPEN_FILES,
            ConfigDef.Type.INT,
            -1,
            Importance.MEDIUM,
            "Open files of one Kafka partition at which they are stored before another is opened;"
                + " -1 for any number.");
  }
}
