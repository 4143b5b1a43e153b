package io.tweetsentiment.connect.s3.partitioner;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The unit of times that are plain numbers. */
public enum NumberUnit {
  /**
   * Milliseconds, but only if they are a time from 1973-03-03 to the year 9999. Seconds of our time
   * are less and microseconds are more, so they are refused and not taken for milliseconds.
   */
  MILLISECONDS_IN_RANGE(TimeUnit.MILLISECONDS),
  SECONDS(TimeUnit.SECONDS),
  MILLISECONDS(TimeUnit.MILLISECONDS),
  MICROSECONDS(TimeUnit.MICROSECONDS),
  NANOSECONDS(TimeUnit.NANOSECONDS);

  /** 1973-03-03; as seconds it is a time in the year 5138. */
  private static final long LEAST = 100_000_000_000L;

  private final TimeUnit unit;

  NumberUnit(TimeUnit unit) {
    this.unit = unit;
  }

  public static NumberUnit of(String name) {
    return name.isEmpty() ? MILLISECONDS_IN_RANGE : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns milliseconds since the epoch; empty if the number is probably of another unit. */
  Optional<Long> millis(long number) {
    return this == MILLISECONDS_IN_RANGE && number < LEAST
        ? Optional.empty()
        : Optional.of(toMillis(number));
  }

  /** Rounds down, also before the epoch, where {@link TimeUnit} rounds up. */
  long toMillis(long number) {
    long millis = unit.toMillis(number);
    return unit.convert(millis, TimeUnit.MILLISECONDS) > number ? millis - 1 : millis;
  }
}
