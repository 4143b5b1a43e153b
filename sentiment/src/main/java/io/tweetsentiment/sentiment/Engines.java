package io.tweetsentiment.sentiment;

import io.tweetsentiment.sentiment.local.LocalEngine;
import io.tweetsentiment.sentiment.remote.ComprehendEngine;
import io.tweetsentiment.sentiment.remote.HttpEngine;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The engines by name. */
public final class Engines {

  /** Names that {@link #open} knows. */
  public static final List<String> NAMES = List.of("local", "comprehend", "http");

  private Engines() {}

  /** The keys of all engines, each in one of {@link #NAMES}. */
  public static List<EngineSetting> settings() {
    return Stream.of(LocalEngine.SETTINGS, ComprehendEngine.SETTINGS, HttpEngine.SETTINGS)
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Opens an engine.
   *
   * @param name one of {@link #NAMES}
   * @param settings values by key; keys of the other engines are allowed and have no effect
   * @throws IllegalArgumentException when the name or a key is unknown or a value has no meaning:
   *     the message names it and what is known
   */
  public static SentimentEngine open(String name, Map<String, String> settings) {
    List<String> known = settings().stream().map(EngineSetting::key).sorted().toList();
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "unknown engine setting " + key + "; known are " + String.join(", ", known) + ".");
      }
    }
    return switch (name) {
      case "local" -> LocalEngine.open(settings);
      case "comprehend" -> ComprehendEngine.open(settings);
      case "http" -> HttpEngine.open(settings);
      default ->
          throw new IllegalArgumentException(
              "unknown engine " + name + "; known are " + String.join(", ", NAMES) + ".");
    };
  }
}
