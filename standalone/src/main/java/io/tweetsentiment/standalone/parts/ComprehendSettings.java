package io.tweetsentiment.standalone.parts;

import io.tweetsentiment.emulators.comprehend.ComprehendOptions;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latency and the faults of the Comprehend emulator: {@code STANDALONE_COMPREHEND_LATENCY} and
 * so on. By default it responds after 100 ms and never fails.
 */
final class ComprehendSettings {

  private static final List<Setting> SETTINGS =
      List.of(
          Setting.of("comprehend.latency", "PT0.1S", "Time from request to response."),
          Setting.of("comprehend.documents.per.second", "0", "Documents a second; 0 for no limit."),
          Setting.of("comprehend.throttled", "0", "Share of calls that are throttled, 0 to 1."),
          Setting.of("comprehend.item.errors", "0", "Share of documents that fail, 0 to 1."),
          Setting.of(
              "comprehend.item.errors.last", "false", "Whether a text that fails always fails."));

  private ComprehendSettings() {}

  static ComprehendOptions of(Map<String, String> environment) {
    Settings settings =
        Settings.load("standalone", Optional.empty(), environment, SETTINGS, List.of());
    return ComprehendOptions.defaults()
        .withLatency(settings.duration("comprehend.latency"))
        .withDocumentsPerSecond(settings.integer("comprehend.documents.per.second", 0))
        .withThrottled(settings.decimal("comprehend.throttled"))
        .withItemErrors(
            settings.decimal("comprehend.item.errors"),
            settings.bool("comprehend.item.errors.last"));
  }
}
