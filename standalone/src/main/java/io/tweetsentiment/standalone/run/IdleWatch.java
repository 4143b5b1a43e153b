package io.tweetsentiment.standalone.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Measures for how long the state of a run has not changed.
 *
 * <p>Threading: used by one thread.
 */
final class IdleWatch {

  private final Clock clock;
  private Object last;
  private Instant movedAt;

  IdleWatch(Clock clock) {
    this.clock = clock;
    this.movedAt = clock.instant();
  }

  /**
   * Compares the current state with the last one.
   *
   * @param seen everything that changes when the run makes progress
   * @return time since the last change
   */
  Duration idle(Object seen) {
    if (!Objects.equals(seen, last)) {
      last = seen;
      movedAt = clock.instant();
    }
    return Duration.between(movedAt, clock.instant());
  }
}
