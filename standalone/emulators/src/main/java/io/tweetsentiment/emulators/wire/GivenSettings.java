package io.tweetsentiment.emulators.wire;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.util.List;
import java.util.Map;

/** Settings from the few values that a test changes. */
public final class GivenSettings {

  private GivenSettings() {}

  /**
   * The given values over the defaults.
   *
   * @throws SettingsException when a key is unknown
   */
  public static Settings of(List<Setting> known, Map<String, String> given) {
    List<String> keys = known.stream().map(Setting::key).toList();
    for (String key : given.keySet()) {
      if (!keys.contains(key)) {
        throw new SettingsException("unknown setting " + key + "; known are " + keys + ".");
      }
    }
    return Settings.of(known, given);
  }
}
