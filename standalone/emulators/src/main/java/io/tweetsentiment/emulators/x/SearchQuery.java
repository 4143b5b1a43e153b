package io.tweetsentiment.emulators.x;

import io.tweetsentiment.emulators.corpus.TweetCorpus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A validated search or counts request.
 *
 * <p>If the corpus has a topic that equals the query, that is the topic, whichever characters it
 * contains. Otherwise, the topic is the query without operators ({@code -is:retweet}, {@code
 * lang:en}), parentheses and the quotes around it. A request without times searches the whole
 * corpus, because replayed tweets are older than the service's default of the last days.
 */
record SearchQuery(
    String topic,
    Instant start,
    Instant end,
    Optional<Long> sinceId,
    Optional<Long> untilId,
    Optional<PageToken> token,
    String identity) {

  private static final Duration RECENT = Duration.ofDays(7);
  private static final Duration INDEXING = Duration.ofSeconds(10);
  private static final Set<String> COMMON =
      Set.of(
          "query",
          "start_time",
          "end_time",
          "since_id",
          "until_id",
          "next_token",
          "pagination_token");
  private static final Set<String> SEARCH =
      Set.of(
          "max_results",
          "sort_order",
          "expansions",
          "tweet.fields",
          "post.fields",
          "user.fields",
          "media.fields",
          "poll.fields",
          "place.fields");
  private static final Set<String> COUNTS = Set.of("granularity", "search_count.fields");

  /** Checks the parameters one by one; each error names the parameter. */
  private record Check(Map<String, String> parameters, XEmulatorSettings settings) {
    XProblemException invalid(String parameter, String message) {
      return XProblemException.invalid(settings.spelling(), parameter, message);
    }

    void known(Set<String> special) {
      for (String name : parameters.keySet()) {
        if (!COMMON.contains(name) && !special.contains(name)) {
          throw invalid(name, "The query parameter [" + name + "] is unknown");
        }
      }
    }

    void atMostOne(String one, String other) {
      if (parameters.containsKey(one) && parameters.containsKey(other)) {
        throw invalid(one, "At most one of `" + one + "`, `" + other + "` may be provided.");
      }
    }

    Optional<Instant> time(String name) {
      String value = parameters.get(name);
      if (value == null) {
        return Optional.empty();
      }
      try {
        OffsetDateTime time = OffsetDateTime.parse(value);
        // Years have four digits; a search in the last one, 9999, ends where the year 10000 begins.
        if (time.getYear() >= 0 && time.getYear() <= 10_000) {
          return Optional.of(time.toInstant());
        }
      } catch (DateTimeParseException e) {
        // It is refused below, as is a year with five digits.
      }
      throw invalid(name, "The `" + name + "` query parameter value [" + value + "] is not a time");
    }

    Optional<Long> id(String name) {
      String value = parameters.get(name);
      if (value != null && !value.matches("[0-9]{1,18}|[1-8][0-9]{18}")) {
        throw invalid(
            name, "The `" + name + "` query parameter value [" + value + "] is not an id");
      }
      return Optional.ofNullable(value).map(Long::valueOf);
    }

    String query() {
      String query = parameters.getOrDefault("query", "");
      if (query.isBlank() || query.length() > 4096) {
        throw invalid("query", "The `query` query parameter must have 1 to 4096 characters");
      }
      return query;
    }

    Optional<PageToken> token(String identity) {
      String name = parameters.containsKey("next_token") ? "next_token" : "pagination_token";
      String value = parameters.get(name);
      if (value == null) {
        return Optional.empty();
      }
      Optional<PageToken> token = PageToken.of(value, identity);
      if (token.isEmpty()) {
        throw invalid(name, "The `" + name + "` query parameter value [" + value + "] is invalid");
      }
      return token;
    }
  }

  static SearchQuery of(
      Map<String, String> parameters,
      boolean recent,
      boolean counts,
      XEmulatorSettings settings,
      TweetCorpus corpus) {
    Check check = new Check(parameters, settings);
    check.known(counts ? COUNTS : SEARCH);
    check.atMostOne("start_time", "since_id");
    check.atMostOne("end_time", "until_id");
    check.atMostOne("next_token", "pagination_token");
    Optional<Instant> start = check.time("start_time");
    Optional<Instant> end = check.time("end_time");
    checkTimes(check, start, end, recent, corpus);
    String query = check.query();
    String identity =
        query
            + "|"
            + start
            + "|"
            + end
            + "|"
            + parameters.get("since_id")
            + "|"
            + parameters.get("until_id");
    return new SearchQuery(
        corpus.size(query) > 0 ? query : topic(query),
        start.orElse(Instant.EPOCH),
        end.orElse(settings.clock().instant()),
        check.id("since_id"),
        check.id("until_id"),
        check.token(identity),
        identity);
  }

  private static void checkTimes(
      Check check,
      Optional<Instant> start,
      Optional<Instant> end,
      boolean recent,
      TweetCorpus corpus) {
    Clock clock = check.settings().clock();
    if (end.isPresent()
        && end.get().isAfter(clock.instant().minus(INDEXING))
        && !isAhead(corpus, clock.instant())) {
      throw check.invalid(
          "end_time",
          "Invalid 'end_time':'"
              + end.get()
              + "'. 'end_time' must be a minimum of 10 seconds prior to the request time.");
    }
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw check.invalid(
          "start_time",
          "Invalid 'start_time':'" + start.get() + "'. 'start_time' must be before 'end_time'.");
    }
    Instant oldest = clock.instant().minus(RECENT);
    if (recent
        && check.settings().recentOnly()
        && start.isPresent()
        && start.get().isBefore(oldest)) {
      throw check.invalid(
          "start_time",
          "Invalid 'start_time':'"
              + start.get()
              + "'. 'start_time' must be on or after "
              + oldest
              + " for this endpoint.");
    }
  }

  /** Whether the corpus has tweets from the future, as a file may have; they must also be found. */
  private static boolean isAhead(TweetCorpus corpus, Instant now) {
    return corpus.latest(corpus.topics()).filter(now::isBefore).isPresent();
  }

  static String topic(String query) {
    String bare = query.replaceAll("(?<!\\S)-?[a-z_]+:\\S+", " ").replaceAll("[()]", " ").strip();
    boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
    return quoted ? bare.substring(1, bare.length() - 1) : bare.replaceAll("\\s+", " ");
  }
}
