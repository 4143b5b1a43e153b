package io.tweetsentiment.producer.x;

import io.tweetsentiment.producer.failure.RetryPolicy;
import io.tweetsentiment.producer.plan.Horizon;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Configuration of the X client.
 *
 * @param baseUrl address without a path and without a trailing slash
 * @param endpoint {@code recent} or {@code all}
 * @param spelling {@code tweet} or {@code post}
 * @param maxResults maximum number of tweets on a page
 * @param interval shortest time between two searches
 * @param horizon how far back the endpoint searches
 * @param fetchesLost whether the endpoint all finds what is behind the horizon
 * @param longestWait how long a used up limit may last before the run ends
 */
public record XConfig(
    String baseUrl,
    BearerToken token,
    String endpoint,
    String spelling,
    int maxResults,
    String fields,
    String expansions,
    String userFields,
    HttpClient.Version httpVersion,
    Duration connectTimeout,
    Duration timeout,
    Duration interval,
    Horizon horizon,
    boolean fetchesLost,
    Duration longestWait,
    RetryPolicy backoff) {

  public static final String TOKEN = "x.bearer.token";

  static final String TOKEN_FILE = "x.bearer.token.file";

  /** X serves no smaller page. */
  public static final int SMALLEST_PAGE = 10;

  private static final Set<String> HOSTS_OF_X = Set.of("api.x.com", "api.twitter.com");

  private static final Duration REACH = Duration.ofDays(7);

  /** A shorter time-out would only ever fail. */
  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  public static final List<Setting> SETTINGS =
      List.of(
          Setting.of("x.base.url", "https://api.x.com", "Address of the X API v2."),
          Setting.optional(
              TOKEN,
              "App-only bearer token; also read from X_BEARER_TOKEN. Never logged. This or"
                  + " x.bearer.token.file is required."),
          Setting.optional(
              TOKEN_FILE,
              "File with the token, such as a Docker secret, read for each request, so that the token"
                  + " can be replaced."),
          Setting.of("x.endpoint", "recent", "recent (the last 7 days) or all (the archive)."),
          Setting.optional(
              "x.recent.reach",
              "How far back the endpoint recent searches, PT0S for any distance; unset: P7D at"
                  + " api.x.com and api.twitter.com, PT0S elsewhere."),
          Setting.of(
              "x.recent.lost",
              "skip",
              "What becomes of time that has left this reach: skip (it is reported as lost) or all"
                  + " (it is searched with the endpoint all)."),
          Setting.of(
              "x.spelling",
              "tweet",
              "Spelling of names in requests: tweet (tweet.fields) or post (post.fields). Both are"
                  + " read in answers."),
          Setting.optional(
              "x.max.results",
              "Maximum number of tweets on a page; unset: 100, with the endpoint all 500."),
          Setting.optional("x.fields", "Fields to request; unset: those that the pipeline uses."),
          Setting.optional(
              "x.expansions",
              "Objects to request along with the tweets, or none; unset: authors and referenced"
                  + " tweets. X may bill them."),
          Setting.of(
              "x.user.fields", "id,name,username,location,verified", "Fields of the authors."),
          Setting.of("x.http.version", "2", "HTTP version, 1.1 or 2."),
          Setting.of("x.connect.timeout", "PT10S", "Time limit for connecting."),
          Setting.of("x.timeout", "PT30S", "Time limit for one request, including its answer."),
          Setting.optional(
              "x.request.interval",
              "Shortest time between two searches; unset: PT0S, with the endpoint all PT1S."),
          Setting.of(
              "x.longest.wait",
              "PT25H",
              "How long the run waits for one of X's limits; if a limit lasts longer, it ends."),
          Setting.of(
              "x.attempts",
              "8",
              "Attempts at a request that fails temporarily, or that X refuses as too early."),
          Setting.of(
              "x.backoff.base", "PT0.5S", "Upper bound of the wait after the first attempt."),
          Setting.of("x.backoff.max", "PT1M", "Upper bound of every wait."));

  public static XConfig from(Settings settings) {
    String endpoint = settings.choice("x.endpoint", List.of("recent", "all"));
    String spelling = settings.choice("x.spelling", List.of("tweet", "post"));
    boolean archive = endpoint.equals("all");
    return new XConfig(
        baseUrl(settings.string("x.base.url")),
        token(settings),
        endpoint,
        spelling,
        maxResults(settings, archive ? 500 : 100),
        settings.optional("x.fields").orElse(fieldsIn(spelling)),
        expansions(settings.optional("x.expansions").orElse(expansionsIn(spelling))),
        settings.string("x.user.fields"),
        settings.choice("x.http.version", List.of("1.1", "2")).equals("2")
            ? HttpClient.Version.HTTP_2
            : HttpClient.Version.HTTP_1_1,
        settings.duration("x.connect.timeout", SHORTEST_TIMEOUT),
        settings.duration("x.timeout", SHORTEST_TIMEOUT),
        settings.optional("x.request.interval").isPresent()
            ? settings.duration("x.request.interval", Duration.ZERO)
            : Duration.ofSeconds(archive ? 1 : 0),
        archive ? Horizon.NONE : horizon(settings),
        settings.choice("x.recent.lost", List.of("skip", "all")).equals("all"),
        settings.duration("x.longest.wait", Duration.ZERO),
        RetryPolicy.from(settings, "x"));
  }

  private static BearerToken token(Settings settings) {
    if (settings.string("source").equals("staging")) {
      // A replay asks X for nothing.
      return BearerToken.of("none");
    }
    Optional<String> file = settings.optional(TOKEN_FILE);
    return file.isPresent()
        ? BearerToken.in(Path.of(file.get()))
        : BearerToken.of(settings.string(TOKEN));
  }

  private static Horizon horizon(Settings settings) {
    if (settings.optional("x.recent.reach").isEmpty()) {
      String host = URI.create(baseUrl(settings.string("x.base.url"))).getHost();
      return HOSTS_OF_X.contains(host) ? new Horizon(Optional.of(REACH)) : Horizon.NONE;
    }
    Duration reach = settings.duration("x.recent.reach", Duration.ZERO);
    return reach.isZero() ? Horizon.NONE : new Horizon(Optional.of(reach));
  }

  private static int maxResults(Settings settings, int most) {
    if (settings.optional("x.max.results").isEmpty()) {
      return most;
    }
    int size = settings.integer("x.max.results", SMALLEST_PAGE);
    if (size > most) {
      throw new SettingsException(
          "x.max.results is " + size + "; this endpoint accepts at most " + most + ".");
    }
    return size;
  }

  private static String fieldsIn(String spelling) {
    return spelling.equals("post")
        ? "id,text,created_at,lang,note_post"
        : "id,text,created_at,author_id,lang,note_tweet,referenced_tweets,edit_history_tweet_ids";
  }

  private static String expansionsIn(String spelling) {
    return spelling.equals("post")
        ? "author_id,referenced_posts"
        : "author_id,referenced_tweets.id";
  }

  private static String expansions(String text) {
    return text.equals("none") ? "" : text;
  }

  private static String baseUrl(String text) {
    return Settings.address("x.base.url", text.replaceAll("/+$", "")).toString();
  }
}
