package io.tweetsentiment.standalone.page;

import java.time.DateTimeException;
import java.time.Instant;

/** A time range that includes both ends, like Grafana's time filter. */
record TimeRange(Instant from, Instant to) {

  TimeRange {
    if (from.isAfter(to)) {
      throw new BadRequestException("from " + from + " is after to " + to + "; swap them");
    }
  }

  /** Both in milliseconds since the epoch. */
  static TimeRange parse(String from, String to) {
    return new TimeRange(instant("from", from), instant("to", to));
  }

  private static Instant instant(String name, String value) {
    try {
      return Instant.ofEpochMilli(Long.parseLong(value));
    } catch (NumberFormatException | DateTimeException e) {
      throw new BadRequestException(
          name + "=" + value + " is not a number of milliseconds since 1970-01-01 UTC", e);
    }
  }
}
