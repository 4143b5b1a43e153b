package io.tweetsentiment.connect.s3.partitioner;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads the time in a field, in milliseconds since the epoch:
 *
 * <ul>
 *   <li>a date or timestamp of Connect, or a number whose schema is a logical type with a unit, in
 *       the names that this project's Avro converter and Debezium give them;
 *   <li>any other number in the configured unit;
 *   <li>ISO-8601 text, with its offset or in UTC; the {@code T} can be a space;
 *   <li>text of at least five digits, which is a number.
 * </ul>
 *
 * <p>A time outside the years 1 to 9999 is refused, because it would be in a folder that no reader
 * expects. Pure.
 */
record FieldTime(String name, NumberUnit unit) {
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "avro.logical.timestamp-micros", TimeUnit.MICROSECONDS,
          "avro.logical.timestamp-nanos", TimeUnit.NANOSECONDS,
          "avro.logical.local-timestamp-millis", TimeUnit.MILLISECONDS,
          "avro.logical.local-timestamp-micros", TimeUnit.MICROSECONDS,
          "avro.logical.local-timestamp-nanos", TimeUnit.NANOSECONDS,
          "io.debezium.time.Date", TimeUnit.DAYS,
          "io.debezium.time.Timestamp", TimeUnit.MILLISECONDS,
          "io.debezium.time.MicroTimestamp", TimeUnit.MICROSECONDS,
          "io.debezium.time.NanoTimestamp", TimeUnit.NANOSECONDS);

  private static final Set<String> TIMES_OF_DAY =
      Set.of(
          Time.LOGICAL_NAME,
          "avro.logical.time-micros",
          "io.debezium.time.Time",
          "io.debezium.time.MicroTime",
          "io.debezium.time.NanoTime");

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{5,19}");
  private static final Pattern SPACE = Pattern.compile("(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2}) ");
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("'T'HH")
          .optionalStart()
          .appendPattern(":mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  long millis(FieldValue field) {
    long millis = read(field);
    if (millis < FIRST || millis > LAST) {
      throw refused(field, "is not in the years 1 to 9999" + hint(field));
    }
    return millis;
  }

  private long read(FieldValue field) {
    Object value = field.value();
    if (TIMES_OF_DAY.contains(field.type())) {
      throw refused(field, "is a time of day without a date");
    } else if (value instanceof java.util.Date date) {
      return date.toInstant().toEpochMilli();
    } else if (value instanceof Long || value instanceof Integer) {
      return number(field, ((Number) value).longValue());
    } else if (value instanceof String text) {
      return DIGITS.matcher(text).matches() ? digits(field, text) : text(field, text);
    }
    throw refused(field, "is a " + value.getClass().getSimpleName() + ", not a time");
  }

  private long digits(FieldValue field, String text) {
    try {
      return number(field, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw refused(field, "is not a 64-bit number");
    }
  }

  private long number(FieldValue field, long number) {
    TimeUnit stated = UNITS.get(field.type());
    if (stated != null) {
      return switch (stated) {
        case DAYS -> TimeUnit.DAYS.toMillis(number);
        case MICROSECONDS -> NumberUnit.MICROSECONDS.toMillis(number);
        case NANOSECONDS -> NumberUnit.NANOSECONDS.toMillis(number);
        default -> number;
      };
    }
    return unit.millis(number)
        .orElseThrow(
            () ->
                refused(
                    field,
                    "would be "
                        + Instant.ofEpochMilli(number)
                        + " if it were milliseconds"
                        + hint(field)));
  }

  private long text(FieldValue field, String text) {
    try {
      TemporalAccessor parsed = TEXT.parse(SPACE.matcher(text.strip()).replaceFirst("T"));
      LocalDateTime local = parsed.query(LocalDateTime::from);
      ZoneOffset offset = parsed.query(TemporalQueries.offset());
      return local.toInstant(offset == null ? ZoneOffset.UTC : offset).toEpochMilli();
    } catch (DateTimeException e) {
      throw refused(field, "is not an ISO-8601 time such as " + LocalDate.EPOCH + "T10:00:00Z");
    }
  }

  private String hint(FieldValue field) {
    boolean number =
        field.value() instanceof Number
            || (field.value() instanceof String text && DIGITS.matcher(text).matches());
    return number && !UNITS.containsKey(field.type()) && unit == NumberUnit.MILLISECONDS_IN_RANGE
        ? "; set timestamp.field.unit if it is in another unit"
        : "";
  }

  private DataException refused(FieldValue field, String why) {
    String text = String.valueOf(field.value());
    return new DataException(
        "Field "
            + name
            + " has the value '"
            + (text.length() <= 100 ? text : text.substring(0, 100) + "...")
            + "', which "
            + why);
  }
}
