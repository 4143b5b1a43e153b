package io.tweetsentiment.emulators.corpus;

import java.time.Duration;
import java.time.Instant;

/** A span of time, start inclusive, end exclusive. */
public record TimeSpan(Instant start, Instant end) {

  /** The shortest span of whole slices, aligned to the epoch, that contains both instants. */
  public static TimeSpan covering(Instant first, Instant last, Duration slice) {
    long millis = slice.toMillis();
    long start = Math.floorDiv(first.toEpochMilli(), millis) * millis;
    long end = (Math.floorDiv(last.toEpochMilli(), millis) + 1) * millis;
    return new TimeSpan(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
  }

  /** The intersection with another span; its end is before its start when they are apart. */
  public TimeSpan within(TimeSpan other) {
    return new TimeSpan(
        start.isBefore(other.start) ? other.start : start,
        end.isAfter(other.end) ? other.end : end);
  }
}
