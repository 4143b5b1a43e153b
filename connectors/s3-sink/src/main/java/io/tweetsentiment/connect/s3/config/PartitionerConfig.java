package io.tweetsentiment.connect.s3.config;

import io.tweetsentiment.connect.s3.partitioner.NumberUnit;
import io.tweetsentiment.connect.s3.partitioner.Partitioner;
import io.tweetsentiment.connect.s3.partitioner.PathFormat;
import io.tweetsentiment.connect.s3.partitioner.UnsafeValues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** The part of the configuration that decides the path of a record. */
public record PartitionerConfig(AbstractConfig config) {
  private static final List<String> WITHOUT_TIME =
      List.of("DefaultPartitioner", "FieldPartitioner");
  private static final List<String> WITH_TIME =
      List.of("TimeBasedPartitioner", "DailyPartitioner", "HourlyPartitioner");

  /** Throws a {@code ConfigException} if a value is invalid or a required key is missing. */
  void check() {
    zone();
    if (timeBased()) {
      pathFormat();
      duration();
      extractorName();
    }
    if (name().equals("FieldPartitioner") && fields().isEmpty()) {
      throw new ConfigException(
          PartitionerKeys.PARTITION_FIELDS + " is required by the FieldPartitioner");
    }
  }

  public String name() {
    return ClassNames.requireKnownOr(
        Partitioner.class,
        PartitionerKeys.PARTITIONER_CLASS,
        config.getString(PartitionerKeys.PARTITIONER_CLASS),
        Stream.concat(WITHOUT_TIME.stream(), WITH_TIME.stream()).toArray(String[]::new));
  }

  /** Creates a partitioner of the user. */
  public Partitioner custom() {
    return ClassNames.create(
        Partitioner.class,
        PartitionerKeys.PARTITIONER_CLASS,
        config.getString(PartitionerKeys.PARTITIONER_CLASS),
        config.originals());
  }

  public List<String> fields() {
    return config.getList(PartitionerKeys.PARTITION_FIELDS);
  }

  public String directoryDelim() {
    return config.getString(ObjectNameKeys.DIRECTORY_DELIM);
  }

  public DateTimeFormatter pathFormat() {
    String format =
        switch (name()) {
          case "DailyPartitioner" -> "'year'=YYYY/'month'=MM/'day'=dd";
          case "HourlyPartitioner" -> "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH";
          default -> config.getString(PartitionerKeys.PATH_FORMAT);
        };
    if (format.isBlank()) {
      throw new ConfigException(
          PartitionerKeys.PATH_FORMAT + " is required by the TimeBasedPartitioner");
    }
    try {
      return PathFormat.formatter(
          format.replace("/", directoryDelim()),
          Locale.forLanguageTag(config.getString(PartitionerKeys.LOCALE)));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(PartitionerKeys.PATH_FORMAT, format, e.getMessage());
    }
  }

  public long duration() {
    return switch (name()) {
      case "DailyPartitioner" -> Duration.ofDays(1).toMillis();
      case "HourlyPartitioner" -> Duration.ofHours(1).toMillis();
      default -> {
        if (config.getLong(PartitionerKeys.PARTITION_DURATION) <= 0) {
          throw new ConfigException(
              PartitionerKeys.PARTITION_DURATION,
              config.getLong(PartitionerKeys.PARTITION_DURATION),
              "must be greater than 0, for example 86400000");
        }
        yield config.getLong(PartitionerKeys.PARTITION_DURATION);
      }
    };
  }

  public ZoneId zone() {
    String zone = config.getString(PartitionerKeys.TIMEZONE);
    try {
      return zone.isBlank() ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ConfigException(
          PartitionerKeys.TIMEZONE, zone, "must be a time zone such as UTC or Europe/Berlin");
    }
  }

  public String extractorName() {
    String extractor = config.getString(PartitionerKeys.TIMESTAMP_EXTRACTOR);
    String name =
        ClassNames.require(
            PartitionerKeys.TIMESTAMP_EXTRACTOR,
            extractor.replace("TimestampExtractor", ""),
            "Wallclock",
            "Record",
            "RecordField");
    if (name.equals("RecordField") && timestampField().isBlank()) {
      throw new ConfigException(
          PartitionerKeys.TIMESTAMP_FIELD + " is required by the RecordField extractor");
    }
    return name;
  }

  public String timestampField() {
    return config.getString(PartitionerKeys.TIMESTAMP_FIELD);
  }

  /** The unit of times that are plain numbers. */
  public NumberUnit timestampUnit() {
    return NumberUnit.of(config.getString(PartitionerKeys.TIMESTAMP_UNIT));
  }

  public UnsafeValues unsafeValues() {
    return UnsafeValues.valueOf(
        config.getString(PartitionerKeys.UNSAFE_VALUES).toUpperCase(Locale.ROOT));
  }

  public boolean timeBased() {
    return WITH_TIME.contains(name());
  }

  /** Whether records can have a time: those of a partitioner of the user can. */
  boolean mayHaveTime() {
    return !WITHOUT_TIME.contains(name());
  }
}
