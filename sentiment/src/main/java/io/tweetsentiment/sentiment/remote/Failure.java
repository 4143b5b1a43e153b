package io.tweetsentiment.sentiment.remote;

import java.time.Duration;

/** Why a whole call failed, and so what to do. */
sealed interface Failure {

  /** The service's or the client's words, one line. */
  String message();

  /**
   * The call may succeed later: throttling, errors of the service, time-outs, connections.
   *
   * @param atLeast how long the service asks to wait, or zero
   */
  record Passing(String message, Duration atLeast) implements Failure {}

  /** One of the documents is at fault: the others may succeed without it. */
  record Document(String message) implements Failure {}

  /** No call can succeed until somebody changes something: credentials, permissions, an address. */
  record Refused(String message) implements Failure {}
}
