package io.tweetsentiment.sentiment;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The engines by name: those of this jar, and those that other jars bring. */
public final class Engines {

  /** Who scores the languages that the engine itself leaves. */
  public static final String OTHER_LANGUAGES = "languages.other";

  private static final String SKIP = "skip";

  private static final List<Setting> SHARED =
      List.of(
          Setting.of(
              OTHER_LANGUAGES,
              SKIP,
              "Who scores the languages that the engine leaves: skip for nobody, or the name of"
                  + " another engine, for which its own choice of languages holds."));

  /** Engines in jars of their own, and the jar of each. */
  private static final Map<String, String> OPTIONAL = Map.of("onnx", "sentiment-onnx");

  private Engines() {}

  /** Names that {@link #open} knows here. */
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
   * @throws IllegalArgumentException when the name or a key is unknown or a value has no meaning:
   *     the message names it and what is known
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
              + ", which is the engine itself; what it scores is for its own keys to say, for"
              + " instance local.languages=all.");
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
   * Checks that an engine is there.
   *
   * @throws IllegalArgumentException when it is not: the message names those that are, or the jar
   *     that brings it
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
        ? "unknown engine " + name + "; known are " + String.join(", ", names()) + "."
        : String.format(
            "the engine %s is not on the class path; build it with"
                + " `mvn -Dquick -DskipTests -pl :%s -am package` and put the jars of its folder"
                + " target/plugin beside the others (TWEET_SENTIMENT_CLASSPATH).",
            name, jar);
  }

  private static void requireKnown(Map<String, String> settings) {
    List<String> known = settings().stream().map(Setting::key).sorted().toList();
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown engine setting " + key + "; known are " + String.join(", ", known) + ".");
      }
    }
  }

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
