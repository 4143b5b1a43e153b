package io.tweetsentiment.emulators.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock with the real time plus an offset that the test sets. */
final class MutableClock extends Clock {
  private Duration shift = Duration.ZERO;

  synchronized void advance(Duration by) {
    shift = shift.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return Instant.now().plus(shift);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
