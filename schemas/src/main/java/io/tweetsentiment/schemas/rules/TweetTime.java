package io.tweetsentiment.schemas.rules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which times a tweet may have: the years 1 to 9999 in UTC, in milliseconds. The warehouse
 * and the paths of the sink cannot represent other times, and arithmetic with milliseconds would
 * overflow.
 */
public final class TweetTime {

  /** The first instant that a tweet may have. */
  public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /** The first instant that is too late for a tweet. */
  public static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[Tt ](\\d{2}:\\d{2}):(\\d{2})(?:\\.(\\d+))?([Zz]|[+-]\\d{2}:\\d{2})");
  private static final Pattern OTHER_YEAR = Pattern.compile("([+-]\\d{4,}|\\d{5,})-\\d{2}-.*");
  private static final String LEAP = "60";
  private static final int SHOWN = 60;

  private TweetTime() {}

  /**
   * Reads a time in the format of RFC 3339, such as {@code 2024-05-01T10:00:00.000Z} or {@code
   * 2024-05-01T15:30:00+05:30}. Digits below the millisecond are cut off. A leap second, {@code
   * 23:59:60} in UTC, is read as the second before it, which is in the same day and window.
   *
   * @throws IllegalArgumentException when the text is not such a time, or outside the years 1 to
   *     9999; the message starts with the text, followed by a phrase such as "is not RFC 3339"
   */
  public static Instant parse(String text) {
    Matcher form = RFC_3339.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          OTHER_YEAR.matcher(text).matches()
              ? outside(text)
              : shown(text) + " is not RFC 3339 (such as 2024-05-01T10:00:00Z)");
    }
    Instant time;
    boolean leap = form.group(3).equals(LEAP);
    try {
      String second = leap ? "59" : form.group(3);
      LocalDateTime local = LocalDateTime.parse(form.group(1) + "T" + form.group(2) + ":" + second);
      String zone = form.group(5);
      ZoneOffset offset = zone.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
      time = local.toInstant(offset).plusMillis(millis(form.group(4)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          shown(text) + " is not a valid time: " + e.getMessage(), e);
    }
    if (leap && !time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).equals(nextDay(time))) {
      throw new IllegalArgumentException(
          shown(text)
              + " is not a valid time: only the last minute of a day in UTC has a second 60");
    }
    if (time.isBefore(FIRST) || !time.isBefore(END)) {
      throw new IllegalArgumentException(outside(text));
    }
    return time;
  }

  private static Instant nextDay(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  private static long millis(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
  }

  private static String outside(String text) {
    return shown(text) + " is outside the years 1 to 9999";
  }

  private static String shown(String text) {
    return "'" + Utf8.truncate(text, SHOWN) + (text.length() > SHOWN ? "..." : "") + "'";
  }
}
