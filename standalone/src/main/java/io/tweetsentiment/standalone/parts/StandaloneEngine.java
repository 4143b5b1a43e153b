package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import io.tweetsentiment.streams.StreamsSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens the engine of a run. It has the settings of the streams app, but Comprehend is the
 * emulator.
 */
public final class StandaloneEngine {

  private StandaloneEngine() {}

  /**
   * Opens an engine.
   *
   * @param environment the engine's keys as {@code STREAMS_LOCAL_MODEL}
   * @param data the data folder of the run, in which the engine keeps what outlasts a restart
   * @throws SettingsException when there is no such engine, or a value is invalid
   */
  public static SentimentEngine open(
      String name, Map<String, String> environment, Ports ports, Path data) {
    try {
      return Engines.open(name, settings(environment, ports, data));
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--engine " + name + ": " + e.getMessage(), e);
    }
  }

  static Map<String, String> settings(Map<String, String> environment, Ports ports, Path data) {
    Map<String, String> settings = new HashMap<>();
    settings.put(Engines.FOLDER, data.resolve("engines").toString());
    // No limit on the client: the emulator has its own limits.
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
