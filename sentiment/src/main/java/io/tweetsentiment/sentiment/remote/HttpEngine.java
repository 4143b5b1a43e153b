package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineProvider;
import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.LanguageTag;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sentiment.remote.shape.HttpShape;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine {@code http}: any endpoint that uses the JSON described in the module's README, or one
 * of the forms of {@link HttpKeys#shape}.
 */
public final class HttpEngine implements EngineProvider {

  /** Address that documents are posted to. */
  public static final String URL = "http.url";

  /** Name of the engine, recorded with each score. */
  public static final String NAME = "http.name";

  /** Documents per call. */
  public static final String MAX_BATCH = "http.max.batch";

  /** Name of the environment variable that holds a bearer token. */
  public static final String TOKEN_VARIABLE = "http.token.variable";

  /** HTTP version. */
  public static final String VERSION = "http.version";

  /** Languages that the endpoint scores. */
  public static final String LANGUAGES = "http.languages";

  private static final String UNDETERMINED = "und";

  private static final RemoteSettings REMOTE = new RemoteSettings("http");

  /** The keys of this engine. */
  public static final List<Setting> SETTINGS =
      Stream.concat(
              Stream.of(
                  Setting.optional(
                      URL, "Address that documents are posted to; required by this engine."),
                  Setting.of(NAME, "http", "Name and version, recorded with each score."),
                  Setting.of(MAX_BATCH, "32", "Documents per call."),
                  Setting.optional(
                      TOKEN_VARIABLE,
                      "Name of the environment variable that holds a bearer token."),
                  Setting.of(
                      VERSION,
                      "1.1",
                      "HTTP version, 1.1 or 2. With 2, a plain http address receives offers to"
                          + " upgrade, for which some servers drop the body."),
                  Setting.optional(
                      LANGUAGES,
                      "Languages that the endpoint scores, separated by commas; all when not set."
                          + " Others stay unscored. und means tweets whose language is"
                          + " undetermined.")),
              Stream.concat(HttpKeys.SETTINGS.stream(), REMOTE.keys(4, 0, "0").stream()))
          .toList();

  @Override
  public String name() {
    return "http";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public SentimentEngine open(Map<String, String> given) {
    return open(given, System.getenv());
  }

  static SentimentEngine open(Map<String, String> given, Map<String, String> environment) {
    Settings settings = Settings.of(SETTINGS, given);
    List<String> languages =
        settings.list(LANGUAGES).stream().map(tag -> LanguageTag.of(tag).text()).toList();
    HttpShape shape = HttpKeys.shape(settings);
    Map<String, String> headers = new HashMap<>(HttpKeys.header(settings, environment));
    token(settings, environment)
        .ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    return REMOTE.engine(
        settings,
        Engines.folder(given),
        settings.string(NAME),
        HttpKeys.DECIDING,
        Math.min(shape.mostDocuments(), settings.integer(MAX_BATCH, 1)),
        lang -> route(LanguageTag.of(lang), languages),
        new HttpService(
            settings.address(URL),
            shape,
            headers,
            settings.positiveDuration("http.timeout"),
            settings.choice(VERSION, List.of("1.1", "2")).equals("2")
                ? HttpClient.Version.HTTP_2
                : HttpClient.Version.HTTP_1_1,
            HttpKeys.authorities(settings)));
  }

  private static Optional<String> route(LanguageTag tag, List<String> languages) {
    String route = tag.isUndetermined() ? UNDETERMINED : tag.text();
    boolean scored =
        languages.isEmpty() || languages.contains(route) || languages.contains(tag.language());
    return scored ? Optional.of(route) : Optional.empty();
  }

  private static Optional<String> token(Settings settings, Map<String, String> environment) {
    return settings
        .optional(TOKEN_VARIABLE)
        .map(variable -> HttpKeys.secret(TOKEN_VARIABLE, variable, environment));
  }
}
