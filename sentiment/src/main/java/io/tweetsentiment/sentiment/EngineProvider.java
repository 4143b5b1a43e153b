package io.tweetsentiment.sentiment;

import io.tweetsentiment.settings.Setting;
import java.util.List;
import java.util.Map;

/**
 * Brings an engine. A jar beside this one names its provider in {@code
 * META-INF/services/io.tweetsentiment.sentiment.EngineProvider}; then {@link Engines} knows the
 * engine.
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
   * @throws IllegalArgumentException when a value has no meaning: the message names it
   */
  SentimentEngine open(Map<String, String> settings);
}
