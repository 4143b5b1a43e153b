package io.tweetsentiment.sentiment;

import io.tweetsentiment.settings.Setting;
import java.util.List;
import java.util.Map;

/**
 * Describes and opens one engine. A jar lists its providers in {@code
 * META-INF/services/io.tweetsentiment.sentiment.EngineProvider}, where {@link Engines} finds them.
 */
public interface EngineProvider {

  /** Name of the engine in configuration. */
  String name();

  /** The engine's keys, each of which starts with its name and a dot. */
  List<Setting> settings();

  /**
   * Opens the engine.
   *
   * @param settings values by key; keys of other engines have no effect
   * @throws IllegalArgumentException when a value is invalid: the message names it
   */
  SentimentEngine open(Map<String, String> settings);
}
