package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.StreamsSettings;
import java.util.HashMap;
import java.util.Map;

/** The engine of a run: configured as that of the streams app, Comprehend being the emulator. */
public final class StandaloneEngine {

  private StandaloneEngine() {}

  /**
   * Opens an engine.
   *
   * @param environment the engine's keys as {@code STREAMS_LOCAL_MODEL}
   * @throws SettingsException when it is not there or a value has no meaning
   */
  public static SentimentEngine open(String name, Map<String, String> environment, Ports ports) {
    try {
      return Engines.open(name, settings(environment, ports));
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--engine " + name + ": " + e.getMessage(), e);
    }
  }

  static Map<String, String> settings(Map<String, String> environment, Ports ports) {
    Map<String, String> settings = new HashMap<>();
    // The emulator says itself how much it takes.
    settings.put("comprehend.documents.per.second", "0");
    settings.put("comprehend.calls.per.second", "0");
    Engines.settings()
        .forEach(
            setting -> {
              String value =
                  environment.get(Settings.variable(StreamsSettings.PART, setting.key()));
              if (value != null) {
                settings.put(setting.key(), value);
              }
            });
    settings.put("aws.endpoint", ports.url(Port.COMPREHEND));
    settings.put("aws.region", LocalEndpoints.REGION);
    return settings;
  }
}
