package io.tweetsentiment.producer.x;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a response of X means. This is the only place where its failures are classified. */
sealed interface XReply {

  /** The answer. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
  record Answer(byte[] body) implements XReply {}

  /**
   * A limit is used up until {@code reset}; the request may be repeated then.
   *
   * @param limit name of the limit
   * @param said what X says
   */
  record Limited(String limit, Instant reset, String said) implements XReply {}

  /**
   * The request came too soon after another; the limits have requests left.
   *
   * @param said what X says
   */
  record TooSoon(String said) implements XReply {}

  /** A temporary failure. */
  record Passing(String reason) implements XReply {}

  /**
   * A permanent failure; the message says how to fix it.
   *
   * @param all whether it concerns every request, and not only this one
   */
  record Refused(int status, String message, boolean all) implements XReply {}

  /**
   * Classifies a response.
   *
   * @param status HTTP status
   * @param limits the limits that the response states
   * @param now when the response came, by X's clock
   */
  static XReply of(int status, byte[] body, List<LimitWindow> limits, Instant now) {
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
              + " X's developer console, then run the same command again to continue.",
          true);
    }
    if (status == 429) {
      return tooMany(said, limits, now);
    }
    if (status >= 500 || status == 408) {
      return new Passing(said);
    }
    return new Refused(status, said + ": " + remedy(status), status != 400);
  }

  /** The limit that lasts longest counts; one with a reset and no number is used up. */
  private static XReply tooMany(String said, List<LimitWindow> limits, Instant now) {
    Optional<LimitWindow> longest =
        limits.stream()
            .filter(limit -> limit.usedUp() || limit.left().isEmpty())
            .filter(limit -> limit.reset().isAfter(now))
            .max(Comparator.comparing(LimitWindow::reset));
    if (longest.isPresent()) {
      return new Limited(longest.get().name(), longest.get().reset(), said);
    }
    boolean left = limits.stream().anyMatch(limit -> limit.left().orElse(0L) > 0);
    return left ? new TooSoon(said) : new Passing(said);
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
