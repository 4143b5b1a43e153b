package io.tweetsentiment.streams;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.SettingsException;
import java.util.List;
import java.util.Map;

/** Opens engines by name. */
interface EngineFactory {

  /** The keys of all engines. */
  List<Setting> settings();

  /**
   * Opens an engine.
   *
   * @throws SettingsException when the name is unknown or a value has no meaning
   */
  SentimentEngine open(String name, Map<String, String> settings);

  /** The engines of module sentiment. */
  static EngineFactory bundled() {
    return new EngineFactory() {
      @Override
      public List<Setting> settings() {
        return Engines.settings();
      }

      @Override
      public SentimentEngine open(String name, Map<String, String> settings) {
        try {
          return Engines.open(name, settings);
        } catch (IllegalArgumentException e) {
          throw new SettingsException(e.getMessage(), e);
        }
      }
    };
  }
}
