package io.tweetsentiment.sentiment;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Opens engines by name: the engines of this jar and of other jars on the class path. */
public final class Engines {

  /** Which engine scores the languages that the first engine does not score. */
  public static final String OTHER_LANGUAGES = "languages.other";

  private static final String SKIP = "skip";

  private static final List<Setting> SHARED =
      List.of(
          Setting.of(
              OTHER_LANGUAGES,
              SKIP,
              "Which engine scores the languages that the first engine does not: skip for none, or"
                  + " the name of another engine, which scores those of its own languages."));

  /** Engines that have a jar of their own, with the name of the jar. */
  private static final Map<String, String> OPTIONAL = Map.of("onnx", "sentiment-onnx");

  private Engines() {}

  /** Names of the engines on the class path. */
  public static List<String> names() {
    return providers().stream().map(EngineProvider::name).toList();
  }

  /** The shared keys, and the keys of all engines in the order of {@link #names}. */
  public static List<Setting> settings() {
    return Stream.concat(
            SHARED.stream(), providers().stream().flatMap(engine -> engine.settings().stream()))
        .toList();
  }

  /**
   * Opens an engine.
   *
   * @param name one of {@link #names}
   * @param settings values by key; keys of the other engines are allowed and have no effect
   * @throws IllegalArgumentException when the name or a key is unknown or a value is invalid: the
   *     message names it and the known ones
   */
  public static SentimentEngine open(String name, Map<String, String> settings) {
    EngineProvider first = provider(name);
    String other = Settings.of(SHARED, settings).string(OTHER_LANGUAGES);
    if (other.equals(SKIP)) {
      requireKnown(settings);
      return first.open(settings);
    }
    if (other.equals(name)) {
      throw new IllegalArgumentException(
          OTHER_LANGUAGES
              + " is "
              + other
              + ", which is the first engine itself. To score more languages with it, change its"
              + " own keys, for instance local.languages=all.");
    }
    EngineProvider second = provider(other);
    requireKnown(settings);
    SentimentEngine opened = first.open(settings);
    try {
      return new RoutingEngine(name, opened, other, second.open(settings));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Checks that an engine is on the class path.
   *
   * @throws IllegalArgumentException when it is not: the message names the known engines, or the
   *     jar that contains this one
   */
  public static void require(String name) {
    provider(name);
  }

  private static EngineProvider provider(String name) {
    return providers().stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(absent(name)));
  }

  private static String absent(String name) {
    String jar = OPTIONAL.get(name);
    return jar == null
        ? "unknown engine " + name + "; the known engines are " + String.join(", ", names()) + "."
        : String.format(
            "the engine %s is not on the class path. Build it with"
                + " `mvn -Dquick -DskipTests -pl :%s -am package` and add the jars in its folder"
                + " target/plugin to the class path (TWEET_SENTIMENT_CLASSPATH).",
            name, jar);
  }

  private static void requireKnown(Map<String, String> settings) {
    List<String> known = settings().stream().map(Setting::key).sorted().toList();
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown engine setting "
                + key
                + "; the known keys are "
                + String.join(", ", known)
                + ".");
      }
    }
  }

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
