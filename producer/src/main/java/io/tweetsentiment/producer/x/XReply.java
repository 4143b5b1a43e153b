package io.tweetsentiment.producer.x;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What a response of X means. This is the only place where its failures are classified. */
sealed interface XReply {

  /** The answer. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Answer(byte[] body) implements XReply {}

  /** The rate limit is used up until {@code reset}; the request may be repeated then. */
  record Limited(Instant reset) implements XReply {}

  /** The request came too soon after another; the window has requests left. */
  record TooSoon() implements XReply {}

  /** A temporary failure. */
  record Passing(String reason) implements XReply {}

  /** A permanent failure; the message says how to fix it. */
  record Refused(int status, String message) implements XReply {}

  /**
   * Classifies a response.
   *
   * @param status HTTP status
   * @param left requests that remain of the rate limit, if the response states it
   * @param reset when the rate limit is reset, if the response states it
   * @param now when the response came
   */
  static XReply of(
      int status, byte[] body, Optional<Long> left, Optional<Instant> reset, Instant now) {
    if (status == 200) {
      return new Answer(body);
    }
    XProblem problem = XProblem.of(body);
    String said = "X answered " + status + " (" + problem.message() + ")";
    if (problem.usageCapped()) {
      return new Refused(
          status,
          said
              + ": the usage cap of the account is reached. Raise it or wait for the next period in"
              + " X's developer console, then run the same command again to continue.");
    }
    if (status == 429 && left.orElse(0L) > 0) {
      return new TooSoon();
    }
    if (status == 429) {
      return reset.filter(now::isBefore).<XReply>map(Limited::new).orElse(new Passing(said));
    }
    if (status >= 500 || status == 408) {
      return new Passing(said);
    }
    return new Refused(status, said + ": " + remedy(status));
  }

  /** Reads {@code x-rate-limit-reset}, seconds since the epoch. */
  static Optional<Instant> reset(Optional<String> header) {
    try {
      return header.map(Long::parseLong).map(Instant::ofEpochSecond);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String remedy(int status) {
    return switch (status) {
      case 400 ->
          "correct the query, the time span (the recent endpoint goes back 7 days and ends 10"
              + " seconds ago; set x.endpoint=all for older tweets) or the spelling of the field"
              + " names (x.spelling=tweet or post).";
      case 401 -> "set X_BEARER_TOKEN to a valid app-only bearer token.";
      case 402 -> "add credit to the account in X's developer console.";
      case 403 ->
          "the account may not use this endpoint; set x.endpoint=recent or change its access.";
      case 404 -> "check x.base.url.";
      default -> "check x.base.url and the query.";
    };
  }
}
