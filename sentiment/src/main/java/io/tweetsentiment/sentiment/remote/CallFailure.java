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
   * @param isThrottling whether the service asks for fewer calls
   */
  record Transient(String message, Duration retryAfter, boolean isThrottling)
      implements CallFailure {}

  /**
   * The service refuses the call because of what it contains: one of the documents, or all of them
   * when the service or its configuration is wrong.
   */
  record BadDocument(String message) implements CallFailure {}

  /** The service does not score the language of the call, so none of its documents. */
  record RefusedLanguage(String message) implements CallFailure {}

  /** No call can succeed until the credentials, permissions or address are corrected. */
  record Permanent(String message) implements CallFailure {}
}
