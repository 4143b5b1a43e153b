package io.tweetsentiment.connect.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what to log about failures that Connect retries: a message when they begin, a reminder
 * every few minutes while they continue, and a message when they end. Threading: owned by the task
 * thread.
 */
final class RetryLog {
  static final Duration REMINDER_INTERVAL = Duration.ofMinutes(5);

  private Instant failingSince;
  private Instant lastMessage;

  /** Notes a failure and returns the message to log; empty if none is due. */
  Optional<String> failed(String reason, Instant now) {
    if (failingSince == null) {
      failingSince = now;
      lastMessage = now;
      return Optional.of("Retrying: " + reason);
    }
    if (now.isBefore(lastMessage.plus(REMINDER_INTERVAL))) {
      return Optional.empty();
    }
    lastMessage = now;
    return Optional.of("Still retrying, since " + failingSince + ": " + reason);
  }

  /** Notes a success and returns the message to log; empty if nothing failed before. */
  Optional<String> succeeded(Instant now) {
    if (failingSince == null) {
      return Optional.empty();
    }
    String message =
        "Storing files again after " + Duration.between(failingSince, now).toSeconds() + " s";
    failingSince = null;
    return Optional.of(message);
  }
}
