package io.tweetsentiment.producer.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.failure.LimitReachedException;
import io.tweetsentiment.producer.plan.Slice;
import io.tweetsentiment.producer.plan.Span;
import io.tweetsentiment.producer.plan.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Client of the search and counts endpoints of the X API v2. It reads both spellings of field names
 * in answers; the configuration selects the one for requests.
 */
public final class XClient {

  /** X finds tweets that are this old. */
  public static final Duration INDEXING = Duration.ofSeconds(10);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final Duration FINE = Duration.ofDays(31);

  private final XConfig config;
  private final XHttp http;
  private final RateLimit searches;
  private final RateLimit counts = new RateLimit(Duration.ZERO);

  public XClient(XConfig config, XHttp http) {
    this.config = config;
    this.http = http;
    this.searches = new RateLimit(config.interval());
  }

  /**
   * Fetches one page of a slice.
   *
   * @param token where the page begins; empty for the first page
   * @param size maximum number of tweets on the page
   * @param meter learns of attempts that X may have billed in vain
   * @param keeper receives the page when it is whole
   */
  public SearchPage search(
      Slice slice, Optional<String> token, int size, Meter meter, Keeper keeper)
      throws InterruptedException {
    Map<String, String> parameters = span(slice.start(), slice.end(), slice.query(), token);
    parameters.put("max_results", Integer.toString(size));
    parameters.put(config.spelling() + ".fields", config.fields());
    if (!config.expansions().isEmpty()) {
      parameters.put("expansions", config.expansions());
      parameters.put("user.fields", config.userFields());
    }
    boolean lost = !config.horizon().lost(slice.span(), now()).isEmpty();
    String endpoint = lost && config.fetchesLost() ? "all" : config.endpoint();
    return http.get(
        uri("search", endpoint, parameters),
        searches,
        meter,
        body -> {
          SearchPage page = SearchPage.parseWhole(body);
          keeper.keep(page, parameters, body);
          return page;
        });
  }

  /** Receives a page as X sent it. */
  @FunctionalInterface
  public interface Keeper {

    /**
     * Keeps a page.
     *
     * @param page what was read of it
     * @param parameters of the request, without the token
     * @param body as X sent it
     */
    void keep(SearchPage page, Map<String, String> parameters, byte[] body);
  }

  /** The current time of X. */
  public Instant now() {
    return http.now();
  }

  /**
   * Waits until a time of X. It looks at the clock every minute, because a machine that sleeps
   * stops its timers.
   */
  public void await(Instant until) throws InterruptedException {
    while (now().isBefore(until)) {
      Duration left = Duration.between(now(), until);
      http.pause(left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
    }
  }

  /**
   * Waits until X finds all tweets of a span: it refuses a search that ends less than ten seconds
   * ago.
   */
  public void awaitIndexing(Span span) throws InterruptedException {
    Instant found = span.end().plus(INDEXING);
    // X's clock is that far behind at most; only recorded tweets have later times.
    if (found.isBefore(now().plus(LONGEST_PAUSE))) {
      http.await(found, "X's index");
    }
  }

  /**
   * The number of tweets that a query finds, and the number of requests that were needed to count
   * them.
   *
   * @param tweets number of tweets
   * @param requests number of billed requests
   */
  public record Count(long tweets, int requests) {}

  /** Counts the tweets that a query finds in {@code [from, to)}. */
  public Count count(String query, Instant from, Instant to) throws InterruptedException {
    boolean fine = Duration.between(from, to).compareTo(FINE) <= 0;
    long tweets = 0;
    int requests = 0;
    for (JsonNode answer : counts(query, from, to, fine ? "hour" : "day", Meter.FREE)) {
      requests++;
      for (JsonNode bucket : answer.path("data")) {
        tweets += tweets(bucket);
      }
    }
    return new Count(tweets, requests);
  }

  /**
   * Finds the days, or parts of days, of a span that have tweets, or of which X says nothing.
   *
   * @param meter is asked before each request
   * @return the days in order of time
   * @throws LimitReachedException when it does not allow one
   * @throws IngestException when X does not answer, or answers without times
   */
  public List<Span> daysWithTweets(String query, Span span, Meter meter)
      throws InterruptedException {
    List<Span> days = new ArrayList<>();
    List<Span> empty = new ArrayList<>();
    for (JsonNode answer : counts(query, span.start(), span.end(), "day", meter)) {
      for (JsonNode bucket : answer.path("data")) {
        Span day = new Span(time(bucket, "start"), time(bucket, "end"));
        if (tweets(bucket) == 0) {
          empty.add(day);
        } else {
          days.add(day.within(span));
        }
      }
    }
    // Time that no bucket covers may have tweets.
    days.addAll(Spans.without(Spans.without(List.of(span), empty), days));
    days.removeIf(Span::isEmpty);
    days.sort(Comparator.comparing(Span::start));
    return days;
  }

  /** Reads counts. An answer that only looks empty would leave days out. */
  private static JsonNode counted(byte[] body) throws IOException {
    JsonNode answer = Json.MAPPER.readTree(body);
    if (!answer.path("meta").isObject()) {
      throw new IncompleteAnswerException("X returned counts without meta");
    }
    JsonNode meta = answer.path("meta");
    JsonNode total =
        meta.has("total_tweet_count")
            ? meta.path("total_tweet_count")
            : meta.path("total_post_count");
    long sum = 0;
    for (JsonNode bucket : answer.path("data")) {
      sum += tweets(bucket);
    }
    if (total.isNumber() && total.asLong() != sum) {
      throw new IncompleteAnswerException(
          "X returned counts that add up to " + sum + " and a total of " + total.asLong());
    }
    return answer;
  }

  /**
   * The number of tweets that a query finds in a part of a span.
   *
   * @param tweets number of tweets
   */
  public record Bucket(Span span, long tweets) {}

  /** Counts the tweets that a query finds in each minute of a span. */
  public List<Bucket> minutes(String query, Span span) throws InterruptedException {
    List<Bucket> buckets = new ArrayList<>();
    for (JsonNode answer : counts(query, span.start(), span.end(), "minute", Meter.FREE)) {
      for (JsonNode bucket : answer.path("data")) {
        buckets.add(
            new Bucket(new Span(time(bucket, "start"), time(bucket, "end")), tweets(bucket)));
      }
    }
    return buckets;
  }

  private static long tweets(JsonNode bucket) {
    return bucket.path("tweet_count").asLong() + bucket.path("post_count").asLong();
  }

  private static Instant time(JsonNode bucket, String name) {
    try {
      return Instant.parse(bucket.path(name).asText());
    } catch (DateTimeParseException e) {
      throw new IngestException(
          "X returned a count without a valid " + name + ": " + bucket.toString(), e);
    }
  }

  /** Fetches all pages of counts. */
  private List<JsonNode> counts(
      String query, Instant from, Instant to, String granularity, Meter meter)
      throws InterruptedException {
    List<JsonNode> pages = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      Map<String, String> parameters = span(from, to, query, token);
      parameters.put("granularity", granularity);
      if (!meter.again()) {
        throw new LimitReachedException("a limit of the run allows no further count");
      }
      JsonNode answer =
          http.get(uri("counts", config.endpoint(), parameters), counts, meter, XClient::counted);
      pages.add(answer);
      Optional<String> previous = token;
      token = SearchPage.nextToken(answer);
      if (token.isPresent() && token.equals(previous)) {
        throw new IngestException(
            "X returned the same next_token twice for the counts of "
                + query
                + ". Run the same command again.");
      }
    } while (token.isPresent());
    return pages;
  }

  private static Map<String, String> span(
      Instant from, Instant to, String query, Optional<String> token) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("query", query);
    parameters.put("start_time", from.toString());
    parameters.put("end_time", to.toString());
    token.ifPresent(text -> parameters.put("next_token", text));
    return parameters;
  }

  private URI uri(String operation, String endpoint, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(config.baseUrl() + "/2/tweets/" + operation + "/" + endpoint + "?" + query);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, UTF_8).replace("+", "%20");
  }
}
