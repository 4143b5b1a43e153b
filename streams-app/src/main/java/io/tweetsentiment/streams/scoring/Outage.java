package io.tweetsentiment.streams.scoring;

import java.time.Duration;
import java.util.Optional;

/**
 * What the log says of an engine that does not answer: that it begins, that it lasts, now and then,
 * and that it is over. An engine is asked again many times in between, which is no news.
 *
 * <p>Threading: owned by the dispatcher's loop.
 */
final class Outage {

  static final Duration REMINDER = Duration.ofMinutes(5);

  private final String engine;
  private boolean isOn;
  private long since;
  private long told;

  Outage(String engine) {
    this.engine = engine;
  }

  /** What is to be said now that the engine gave no answer, if anything is. */
  Optional<String> failed(String reason, long now) {
    if (isOn && now - told < REMINDER.toNanos()) {
      return Optional.empty();
    }
    told = now;
    if (isOn) {
      return Optional.of(
          String.format(
              "The engine %s has not answered for %d s: %s", engine, secondsUntil(now), reason));
    }
    isOn = true;
    since = now;
    return Optional.of(
        String.format(
            "The engine %s does not answer: %s. Texts wait in the pending store; it is asked again"
                + " until it answers.",
            engine, reason));
  }

  /** What is to be said now that the engine answered, if anything is. */
  Optional<String> answered(long now) {
    if (!isOn) {
      return Optional.empty();
    }
    isOn = false;
    return Optional.of(
        String.format("The engine %s answers again, after %d s.", engine, secondsUntil(now)));
  }

  private long secondsUntil(long now) {
    return Duration.ofNanos(now - since).toSeconds();
  }
}
