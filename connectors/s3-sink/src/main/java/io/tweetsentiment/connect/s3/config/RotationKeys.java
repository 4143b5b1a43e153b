package io.tweetsentiment.connect.s3.config;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Keys for when files are closed. */
final class RotationKeys {
  static final String FLUSH_SIZE = "flush.size";
  static final String ROTATE_INTERVAL = "rotate.interval.ms";
  static final String ROTATE_SCHEDULE = "rotate.schedule.interval.ms";
  static final String ROTATE_IDLE = "rotate.idle.interval.ms";
  static final String ROTATE_ON_PARTITION = "rotate.file.on.partition.change";
  static final String MEMORY = "open.files.memory.bytes";
  static final String MAX_OPEN_FILES = "partitioner.max.open.files";

  private RotationKeys() {}

  static void define(ConfigDef def) {
    def.define(
            FLUSH_SIZE,
            ConfigDef.Type.INT,
            NO_DEFAULT_VALUE,
            Range.atLeast(1),
            Importance.HIGH,
            "Number of records in all open files of one Kafka partition at which the files are"
                + " stored.")
        .define(
            ROTATE_INTERVAL,
            ConfigDef.Type.LONG,
            -1L,
            Importance.HIGH,
            "Span of record time, in milliseconds, after which open files are stored; requires a"
                + " time-based partitioner, and takes effect when a new record arrives. -1 for"
                + " never.")
        .define(
            ROTATE_SCHEDULE,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Interval of wall-clock time, in milliseconds and counted from midnight in the time"
                + " zone, after which open files are stored, even without new records. -1 for"
                + " never.")
        .define(
            ROTATE_IDLE,
            ConfigDef.Type.LONG,
            -1L,
            Importance.MEDIUM,
            "Time without a new record of a Kafka partition, in milliseconds, after which its open"
                + " files are stored. While records keep coming, the files stay open for this time"
                + " first and then twice as long each time, until another limit closes them: a"
                + " backlog becomes few large objects, and a single record is stored soon. -1 for"
                + " never.")
        .define(
            ROTATE_ON_PARTITION,
            ConfigDef.Type.BOOLEAN,
            true,
            Importance.LOW,
            "Whether a record with another path closes the files if rotate.interval.ms is set. Use"
                + " false to keep files large when records are not ordered by time.")
        .define(
            MAX_OPEN_FILES,
            ConfigDef.Type.INT,
            64,
            Importance.MEDIUM,
            "Limit of open files per Kafka partition; the files are stored before another one is"
                + " opened. -1 for no limit.")
        .define(
            MEMORY,
            ConfigDef.Type.LONG,
            134_217_728L,
            Range.atLeast(1 << 16),
            Importance.MEDIUM,
            "Heap that the open files of a task may use, in bytes, estimated. The largest files are"
                + " stored when it is exceeded.");
  }
}
