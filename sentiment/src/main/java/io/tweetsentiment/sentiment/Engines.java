package io.tweetsentiment.sentiment;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Opens engines by name: the engines of this jar and of other jars on the class path. */
public final class Engines {

  /** Which engine scores the languages that the first engine does not score. */
  public static final String OTHER_LANGUAGES = "languages.other";

  /** Folder for what the engines keep over a restart. */
  public static final String FOLDER = "engines.folder";

  /** How long an engine of a chain is in trouble before the next one scores. */
  public static final String FALLBACK_AFTER = "fallback.after";

  /** How often an engine in trouble is tried. */
  public static final String FALLBACK_PROBE = "fallback.probe";

  /** Whether the next engine scores also when a budget is used up. */
  public static final String FALLBACK_ON_BUDGET = "fallback.on.budget";

  private static final String SKIP = "skip";

  private static final List<Setting> SHARED =
      List.of(
          Setting.of(
              OTHER_LANGUAGES,
              SKIP,
              "Which engine scores the languages that the first engine does not: skip for none, or"
                  + " the name of another engine, which scores those of its own languages."),
          Setting.of(
              FALLBACK_AFTER,
              "PT2M",
              "In a chain of engines (engine=comprehend,http,local): how long an engine is in trouble"
                  + " before the next one scores."),
          Setting.of(
              FALLBACK_PROBE,
              "PT1M",
              "How often a batch is offered to an engine in trouble, which scores again as soon as it"
                  + " can."),
          Setting.of(
              FALLBACK_ON_BUDGET,
              "false",
              "Whether the next engine scores, at once, when the budget of an engine is used up;"
                  + " otherwise scoring pauses."),
          Setting.optional(
              FOLDER,
              "Folder for what remote engines keep over a restart: scores of texts, and what is spent"
                  + " of a budget. Several processes may share it. The streams app has"
                  + " engines-<application.id> in its state folder by default."));

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
   * @param name one of {@link #names}, or several separated by commas: each scores while those
   *     before it are in trouble
   * @param settings values by key; keys of the other engines are allowed and have no effect
   * @throws IllegalArgumentException when the name or a key is unknown or a value is invalid: the
   *     message names it and the known ones
   */
  public static SentimentEngine open(String name, Map<String, String> settings) {
    List<EngineProvider> chain = chain(name);
    String other = Settings.of(SHARED, settings).string(OTHER_LANGUAGES);
    if (other.equals(SKIP)) {
      requireKnown(settings);
      return open(chain, settings);
    }
    if (chain.stream().anyMatch(engine -> engine.name().equals(other))) {
      throw new IllegalArgumentException(
          OTHER_LANGUAGES
              + " is "
              + other
              + ", which is the first engine itself, or another one of its chain. To score more"
              + " languages with it, change its own keys, for instance local.languages=all.");
    }
    EngineProvider second = provider(other);
    requireKnown(settings);
    SentimentEngine opened = open(chain, settings);
    try {
      return new RoutingEngine(name, opened, other, second.open(settings));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static SentimentEngine open(List<EngineProvider> chain, Map<String, String> given) {
    if (chain.size() == 1) {
      return chain.get(0).open(given);
    }
    Settings settings = Settings.of(SHARED, given);
    FallbackEngine.Policy policy =
        new FallbackEngine.Policy(
            settings.duration(FALLBACK_AFTER, Duration.ZERO),
            settings.positiveDuration(FALLBACK_PROBE),
            settings.bool(FALLBACK_ON_BUDGET));
    List<SentimentEngine> opened = new ArrayList<>();
    try {
      chain.forEach(engine -> opened.add(engine.open(given)));
    } catch (RuntimeException e) {
      opened.forEach(SentimentEngine::close);
      throw e;
    }
    return new FallbackEngine(opened, policy, System::nanoTime);
  }

  /** The engines of a chain. */
  private static List<EngineProvider> chain(String names) {
    List<String> each = Arrays.stream(names.split(",", -1)).map(String::trim).toList();
    if (each.stream().distinct().count() < each.size()) {
      throw new IllegalArgumentException(
          "the chain of engines " + names + " names an engine twice; name each once.");
    }
    return each.stream().map(Engines::provider).toList();
  }

  /** The value of {@link #FOLDER}, if it is set. */
  public static Optional<Path> folder(Map<String, String> settings) {
    return Settings.of(SHARED, settings).optional(FOLDER).map(Path::of);
  }

  /**
   * Checks that an engine, or each of a chain, is on the class path.
   *
   * @throws IllegalArgumentException when it is not: the message names the known engines, or the
   *     jar that contains this one
   */
  public static void require(String name) {
    var unused = chain(name);
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
