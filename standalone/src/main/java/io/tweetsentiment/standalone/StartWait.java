package io.tweetsentiment.standalone;

import io.tweetsentiment.standalone.parts.Part;
import io.tweetsentiment.standalone.parts.Parts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Waits until something that starts is ready; gives up when a part dies or patience ends. */
final class StartWait {

  /** Pause between two looks. */
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Parts parts;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration patience;

  StartWait(Parts parts, Clock clock, Sleeper sleeper, Duration patience) {
    this.parts = parts;
    this.clock = clock;
    this.sleeper = sleeper;
    this.patience = patience;
  }

  /**
   * Waits.
   *
   * @param condition what is waited for, as words for the message
   * @throws IllegalStateException when a part stopped, or the patience ended
   */
  void until(String condition, Callable<Boolean> holds) throws Exception {
    Instant deadline = clock.instant().plus(patience);
    while (!holds.call()) {
      Optional<Part> dead = parts.dead();
      if (dead.isPresent()) {
        throw new IllegalStateException(
            dead.get().name() + " stopped while it was waited until " + condition + ".");
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IllegalStateException(
            "waited " + patience + " until " + condition + ", in vain.");
      }
      sleeper.sleep(BETWEEN_LOOKS);
    }
  }
}
