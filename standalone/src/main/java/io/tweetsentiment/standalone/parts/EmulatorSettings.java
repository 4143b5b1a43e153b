package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.emulators.comprehend.ComprehendEmulator;
import io.tweetsentiment.emulators.kinesis.KinesisEmulator;
import io.tweetsentiment.emulators.x.XEmulator;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of the local emulators, such as {@code x.rate.limit}. By default Comprehend responds
 * after 100 ms, and nothing is limited or fails.
 */
public final class EmulatorSettings {

  private static final String STANDALONE = "standalone";

  /** Prefix of the variables of the command {@code endpoints}. */
  public static final String ENDPOINTS = "endpoints";

  /** The settings of all emulators. */
  public static final List<Setting> SETTINGS =
      Stream.of(KinesisEmulator.SETTINGS, ComprehendEmulator.SETTINGS, XEmulator.SETTINGS)
          .flatMap(List::stream)
          .toList();

  private EmulatorSettings() {}

  /**
   * Reads the settings for the command {@code standalone}, from variables such as {@code
   * STANDALONE_X_RATE_LIMIT}.
   *
   * @throws SettingsException when one is malformed
   */
  public static Settings standalone(Map<String, String> environment) {
    return Settings.load(STANDALONE, Optional.empty(), environment, SETTINGS, List.of());
  }

  /**
   * Reads the settings for the command {@code endpoints}, from variables such as {@code
   * ENDPOINTS_X_RATE_LIMIT}, which override those of the command {@code standalone}; both override
   * the file.
   *
   * @throws SettingsException when one is malformed, or a key of the file is unknown
   */
  public static Settings endpoints(Optional<Path> file, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    for (Setting setting : SETTINGS) {
      Optional.ofNullable(environment.get(Settings.variable(STANDALONE, setting.key())))
          .ifPresent(value -> all.putIfAbsent(Settings.variable(ENDPOINTS, setting.key()), value));
    }
    return Settings.load(ENDPOINTS, file, all, SETTINGS, List.of());
  }
}
