package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what to log about an engine that does not answer: the beginning of the outage, a reminder
 * every five minutes, and its end. The many retries in between are not logged.
 *
 * <p>Threading: owned by the dispatcher's event loop.
 */
final class OutageLog {

  static final Duration REMINDER = Duration.ofMinutes(5);

  private final String engine;
  private boolean isOn;
  private long since;
  private long loggedAt;

  OutageLog(String engine) {
    this.engine = engine;
  }

  /** The message to log after a failure of the engine; empty when there is nothing new. */
  Optional<String> failed(String reason, long now) {
    if (isOn && now - loggedAt < REMINDER.toNanos()) {
      return Optional.empty();
    }
    loggedAt = now;
    if (isOn) {
      return Optional.of(
          String.format(
              "The engine %s has not answered for %d s: %s", engine, secondsUntil(now), reason));
    }
    isOn = true;
    since = now;
    if (EngineUnavailableException.isPause(reason)) {
      return Optional.of(
          String.format(
              "Scoring with the engine %s is %s. Texts wait in the pending store.",
              engine, reason));
    }
    return Optional.of(
        String.format(
            "The engine %s does not answer: %s. Texts wait in the pending store; the app retries"
                + " until the engine answers.",
            engine, reason));
  }

  /** The message to log after an answer of the engine; empty when there was no outage. */
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
