package io.tweetsentiment.standalone.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * For how long nothing has moved.
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
   * Takes what is seen now.
   *
   * @param seen everything that changes when the run gets on
   * @return time since it changed
   */
  Duration idle(Object seen) {
    if (!Objects.equals(seen, last)) {
      last = seen;
      movedAt = clock.instant();
    }
    return Duration.between(movedAt, clock.instant());
  }
}
