package io.tweetsentiment.standalone.run;

import io.tweetsentiment.standalone.parts.RunningPart;
import io.tweetsentiment.standalone.parts.RunningParts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits until a part that is starting is ready; gives up when a part stops or the time is over. */
final class StartWait {

  /** Pauses between two checks. */
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final RunningParts parts;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration patience;
  private final LogTail log;
  private volatile boolean givenUp;

  StartWait(RunningParts parts, LogTail log, Clock clock, Sleeper sleeper, Duration patience) {
    this.parts = parts;
    this.log = log;
    this.clock = clock;
    this.sleeper = sleeper;
    this.patience = patience;
  }

  /** Cancels all waiting, on every thread. */
  void giveUp() {
    givenUp = true;
  }

  /**
   * Waits until a condition holds.
   *
   * @param condition the condition in words, for the message
   * @throws IllegalStateException when a part stopped, the time is over, or waiting was cancelled
   */
  void until(String condition, Callable<Boolean> holds) throws Exception {
    Instant deadline = clock.instant().plus(patience);
    long logged = log.end();
    while (!holds.call()) {
      if (givenUp) {
        throw new IllegalStateException("the run ended before " + condition + ".");
      }
      Optional<RunningPart> dead = parts.dead();
      if (dead.isPresent()) {
        throw new IllegalStateException(
            dead.get().name()
                + " at "
                + dead.get().address()
                + " stopped on its own while the run waited until "
                + condition
                + ".");
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IllegalStateException(
            String.format(
                "after %d s, the run is still waiting until %s. %s",
                patience.toSeconds(), condition, why(logged)));
      }
      sleeper.sleep(BETWEEN_LOOKS);
    }
  }

  private String why(long logged) {
    return log.lastTrouble(logged)
        .map(line -> "The last warning in " + log.log() + " is: " + line)
        .orElse(
            log.log()
                + " has no warning. The machine may be too busy; start the same command again.");
  }
}
