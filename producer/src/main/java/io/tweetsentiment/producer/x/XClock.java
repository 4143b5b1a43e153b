package io.tweetsentiment.producer.x;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of X, as the header {@code Date} of its answers shows it: resets and the ages that X
 * demands are in that time, and the clock of this machine may be wrong.
 *
 * <p>A date has whole seconds and is between request and answer, so each answer bounds the
 * difference of the clocks, and several narrow it down. A difference that may be zero is none.
 *
 * <p>Threading: safe.
 */
final class XClock {

  private static final Logger log = LoggerFactory.getLogger(XClock.class);

  /** With a clock that is this wrong, no TLS connection is made: the date is no clock's. */
  private static final Duration IMPLAUSIBLE = Duration.ofDays(1);

  private static final Duration WORTH_A_LINE = Duration.ofSeconds(5);

  private final Clock clock;
  private Duration least = IMPLAUSIBLE.negated();
  private Duration most = IMPLAUSIBLE;
  private Duration difference = Duration.ZERO;

  XClock(Clock clock) {
    this.clock = clock;
  }

  /** The current time of X. */
  synchronized Instant now() {
    return clock.instant().plus(difference);
  }

  /** The time of this machine. */
  Instant here() {
    return clock.instant();
  }

  /** How far X is ahead of this machine. */
  synchronized Duration difference() {
    return difference;
  }

  /**
   * Takes the date of an answer.
   *
   * @param sent when the request was sent, on this machine's clock
   * @param date value of the header
   */
  synchronized void answered(Instant sent, Optional<String> date) {
    Optional<Instant> theirs = date.flatMap(XClock::parse);
    if (theirs.isEmpty()) {
      return;
    }
    Duration low = Duration.between(clock.instant(), theirs.get());
    Duration high = Duration.between(sent, theirs.get().plusSeconds(1));
    if (low.compareTo(IMPLAUSIBLE) > 0 || high.compareTo(IMPLAUSIBLE.negated()) < 0) {
      return;
    }
    boolean narrower = low.compareTo(most) <= 0 && high.compareTo(least) >= 0;
    // Bounds that contradict the earlier ones: one of the clocks was set.
    least = narrower && least.compareTo(low) > 0 ? least : low;
    most = narrower && most.compareTo(high) < 0 ? most : high;
    boolean none = !least.isNegative() ? least.isZero() : !most.isNegative();
    Duration measured = none ? Duration.ZERO : least.plus(most.minus(least).dividedBy(2));
    if (measured.minus(difference).abs().compareTo(WORTH_A_LINE) > 0) {
      log.warn(
          "the clock of this machine is {} s {} that of X; waits follow X's clock",
          measured.abs().toSeconds(),
          measured.isNegative() ? "ahead of" : "behind");
    }
    difference = measured;
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
