package io.tweetsentiment.connect.s3.partitioner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A folder is a part of the zone's calendar, at every change of the clock of every zone. */
class CalendarTest {
  private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2038-01-01T00:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long[] DISTANCES = {
    -25 * HOUR, -HOUR, -1, 0, 1, HOUR / 2, HOUR, 2 * HOUR, 12 * HOUR, 25 * HOUR
  };

  private static TimeBasedPartitioner partitioner(Duration duration, String format, ZoneId zone) {
    return new TimeBasedPartitioner(
        TimestampExtractor.record(),
        duration.toMillis(),
        PathFormat.formatter(format, Locale.US),
        zone);
  }

  private static List<Instant> changes(ZoneId zone) {
    List<Instant> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
    while (next != null && next.getInstant().isBefore(TO)) {
      changes.add(next.getInstant());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }

  @Test
  void shouldBeTheDayTheHourAndTheQuarterDayOfEveryZone() {
    int checked = 0;
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      TimeBasedPartitioner daily = partitioner(Duration.ofDays(1), "YYYY-MM-dd", zone);
      TimeBasedPartitioner hourly = partitioner(Duration.ofHours(1), "YYYY-MM-dd HH", zone);
      TimeBasedPartitioner quarters = partitioner(Duration.ofHours(6), "YYYY-MM-dd HH:mm", zone);
      for (Instant change : changes(zone)) {
        for (long distance : DISTANCES) {
          long time = change.toEpochMilli() + distance;
          LocalDateTime local = Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime();
          String day = local.toLocalDate().toString();
          if (!daily.path(time).equals(day)
              || !hourly.path(time).equals(day + String.format(" %02d", local.getHour()))
              || !quarters
                  .path(time)
                  .equals(day + String.format(" %02d:00", local.getHour() / 6 * 6))) {
            throw new AssertionError(
                name
                    + " "
                    + local
                    + ": "
                    + daily.path(time)
                    + ", "
                    + hourly.path(time)
                    + ", "
                    + quarters.path(time));
          }
          checked++;
        }
      }
    }
    assertThat(checked).as("moments").isGreaterThan(100_000);
  }

  @Test
  void shouldHaveOnePathForADayOf25HoursAlsoWithItsOffset() {
    TimeBasedPartitioner daily =
        partitioner(Duration.ofDays(1), "YYYY-MM-dd ZZ", ZoneId.of("Europe/Berlin"));
    Instant midnight = Instant.parse("2024-10-26T22:00:00Z");
    for (int hour = 0; hour < 25; hour++) {
      assertThat(daily.path(midnight.plus(hour, ChronoUnit.HOURS).toEpochMilli()))
          .isEqualTo("2024-10-27 +02:00");
    }
    assertThat(daily.path(midnight.plus(25, ChronoUnit.HOURS).toEpochMilli()))
        .isEqualTo("2024-10-28 +01:00");
  }

  @Test
  void shouldTellTheTwoHoursApartWhenThePathHasTheOffset() {
    TimeBasedPartitioner hourly =
        partitioner(Duration.ofHours(1), "HH ZZ", ZoneId.of("Europe/Berlin"));

    assertThat(hourly.path(Instant.parse("2024-10-27T00:30:00Z").toEpochMilli()))
        .isEqualTo("02 +02:00");
    assertThat(hourly.path(Instant.parse("2024-10-27T01:30:00Z").toEpochMilli()))
        .isEqualTo("02 +01:00");
  }

  @Test
  void shouldUseWeekBasedYears() {
    TimeBasedPartitioner weekly = partitioner(Duration.ofDays(1), "xxxx-'W'ww", ZoneId.of("UTC"));

    assertThat(weekly.path(Instant.parse("2021-01-03T12:00:00Z").toEpochMilli()))
        .isEqualTo("2020-W53");
    assertThat(weekly.path(Instant.parse("2024-12-30T12:00:00Z").toEpochMilli()))
        .isEqualTo("2025-W01");
  }
}
