package io.tweetsentiment.sentiment.remote;

import java.time.Duration;

/** Why a whole call failed, which decides what happens next. */
sealed interface CallFailure {

  /** The message of the service or the client, in one line. */
  String message();

  /**
   * The call may succeed later: throttling, service errors, time-outs, connection failures.
   *
   * @param retryAfter how long the service asks clients to wait, or zero
   */
  record Transient(String message, Duration retryAfter) implements CallFailure {}

  /** One of the documents caused the failure; the others may succeed without it. */
  record BadDocument(String message) implements CallFailure {}

  /** No call can succeed until the credentials, permissions or address are corrected. */
  record Permanent(String message) implements CallFailure {}
}
