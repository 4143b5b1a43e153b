package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.EngineProvider;
import io.tweetsentiment.sentiment.LanguageTag;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Any HTTP endpoint that speaks the JSON of the module's README. */
public final class HttpEngine implements EngineProvider {

  /** Address to post to. */
  public static final String URL = "http.url";

  /** Name beside each score. */
  public static final String NAME = "http.name";

  /** Documents a call. */
  public static final String MAX_BATCH = "http.max.batch";

  /** Environment variable that holds a bearer token. */
  public static final String TOKEN_VARIABLE = "http.token.variable";

  /** Languages that the endpoint scores. */
  public static final String LANGUAGES = "http.languages";

  private static final String UNDETERMINED = "und";

  private static final RemoteSettings REMOTE = new RemoteSettings("http");

  /** The keys of this engine. */
  public static final List<Setting> SETTINGS =
      Stream.concat(
              Stream.of(
                  Setting.optional(URL, "Address to post to; the engine needs it."),
                  Setting.of(NAME, "http", "Name and version that stand beside each score."),
                  Setting.of(MAX_BATCH, "32", "Documents a call."),
                  Setting.optional(
                      TOKEN_VARIABLE,
                      "Name of the environment variable that holds a bearer token."),
                  Setting.optional(
                      LANGUAGES,
                      "Languages that the endpoint scores, separated by commas; without it all."
                          + " Others stay unscored. und stands for tags without a language.")),
              REMOTE.keys(4, 0).stream())
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
    return REMOTE.engine(
        settings,
        settings.string(NAME),
        settings.integer(MAX_BATCH, 1),
        lang -> route(LanguageTag.of(lang), languages),
        new HttpService(
            settings.address(URL),
            token(settings, environment),
            settings.positiveDuration("http.timeout")));
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
        .map(
            variable -> {
              String token = environment.get(variable);
              if (token == null || token.isBlank()) {
                throw new IllegalArgumentException(
                    TOKEN_VARIABLE
                        + " names "
                        + variable
                        + ", which the environment does not set.");
              }
              // The client would name the value of a header that it refuses.
              if (!token.trim().matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException(
                    TOKEN_VARIABLE
                        + " names "
                        + variable
                        + ", whose value is no token: it has a space, a line break or a character"
                        + " beyond ASCII.");
              }
              return token.trim();
            });
  }
}
