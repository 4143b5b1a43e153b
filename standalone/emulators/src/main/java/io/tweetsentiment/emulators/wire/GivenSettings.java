package io.tweetsentiment.emulators.wire;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.util.List;
import java.util.Map;

/** Makes settings from the few values that a test changes. */
public final class GivenSettings {

  private GivenSettings() {}

  /**
   * The defaults, overridden by the given values.
   *
   * @throws SettingsException when a key is unknown
   */
  public static Settings of(List<Setting> known, Map<String, String> given) {
    List<String> keys = known.stream().map(Setting::key).toList();
    for (String key : given.keySet()) {
      if (!keys.contains(key)) {
        throw new SettingsException(
            "unknown setting " + key + "; the known settings are " + keys + ".");
      }
    }
    return Settings.of(known, given);
  }
}
