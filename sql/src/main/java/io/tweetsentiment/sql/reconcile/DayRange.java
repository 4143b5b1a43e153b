package io.tweetsentiment.sql.reconcile;

import io.tweetsentiment.sql.bucket.ObjectName;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * The days from one to the day before another, UTC.
 *
 * @param to the first day that is not in the range
 */
public record DayRange(LocalDate from, LocalDate to) {

  private static final String DAY = "dt=";

  Instant start() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Instant end() {
    return to.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  boolean contains(Instant time) {
    return !time.isBefore(start()) && time.isBefore(end());
  }

  /** Whether the folder of an object may hold rows of the range; any folder that is no day may. */
  boolean mayContain(ObjectName name) {
    String folder = name.folder();
    if (!folder.startsWith(DAY)) {
      return true;
    }
    try {
      LocalDate day = LocalDate.parse(folder.substring(DAY.length()));
      return !day.isBefore(from) && day.isBefore(to);
    } catch (DateTimeParseException e) {
      return true;
    }
  }
}
