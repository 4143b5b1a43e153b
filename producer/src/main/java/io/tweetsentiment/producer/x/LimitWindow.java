package io.tweetsentiment.producer.x;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of an answer say about one limit of X.
 *
 * @param name name of the limit, for a person
 * @param left requests that remain; empty when the headers do not state it
 * @param reset when it begins anew
 */
record LimitWindow(String name, Optional<Long> left, Instant reset) {

  /** Beginning of the header's names, and what it limits. */
  private static final Map<String, String> LIMITS = new LinkedHashMap<>();

  static {
    LIMITS.put("x-rate-limit", "the rate limit of X");
    LIMITS.put("x-app-limit-24hour", "X's limit of 24 hours for this app");
    LIMITS.put("x-user-limit-24hour", "X's limit of 24 hours for this user");
  }

  /** The limits that an answer states, with their resets. */
  static List<LimitWindow> of(HttpHeaders headers) {
    List<LimitWindow> windows = new ArrayList<>();
    LIMITS.forEach(
        (start, name) ->
            reset(headers.firstValue(start + "-reset"))
                .ifPresent(
                    reset ->
                        windows.add(
                            new LimitWindow(
                                name, left(headers.firstValue(start + "-remaining")), reset))));
    return windows;
  }

  boolean usedUp() {
    return left.isPresent() && left.get() <= 0;
  }

  private static Optional<Long> left(Optional<String> header) {
    return header.filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
  }

  /** Reads a time in seconds since the epoch. */
  static Optional<Instant> reset(Optional<String> header) {
    try {
      return header.map(Long::parseLong).map(Instant::ofEpochSecond);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
