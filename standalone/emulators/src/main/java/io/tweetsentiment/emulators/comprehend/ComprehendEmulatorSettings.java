package io.tweetsentiment.emulators.comprehend;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The settings of {@link ComprehendEmulator}, parsed, with its clock.
 *
 * @param latency time from request to response, also for refused calls
 * @param documentsPerSecond documents that are accepted per second; more are throttled; 0 for no
 *     limit
 * @param callsPerSecond calls that are accepted per second; more are throttled; 0 for no limit
 * @param throttled share, from 0 to 1, of calls that are throttled in addition
 * @param itemErrors share of documents that fail with {@code InternalServerException}
 * @param itemErrorsLast whether a text that fails once fails always
 * @param seed seed of these choices; which texts fail depends only on it and the text
 * @param clock clock of the limits
 */
record ComprehendEmulatorSettings(
    Duration latency,
    int documentsPerSecond,
    int callsPerSecond,
    double throttled,
    double itemErrors,
    boolean itemErrorsLast,
    long seed,
    Clock clock) {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.of(
              "comprehend.latency", "PT0.1S", "Time from request to answer, also of refusals."),
          Setting.of(
              "comprehend.documents.per.second",
              "0",
              "Documents that are accepted a second, more are throttled; 0: no limit."),
          Setting.of(
              "comprehend.calls.per.second",
              "0",
              "Calls that are accepted a second, more are throttled; 0: no limit."),
          Setting.of(
              "comprehend.throttled",
              "0",
              "Share (0 to 1) of calls that are throttled beyond these limits."),
          Setting.of("comprehend.item.errors", "0", "Share of documents that fail."),
          Setting.of(
              "comprehend.item.errors.last",
              "false",
              "Whether a text that failed fails again at every attempt; otherwise each attempt"
                  + " fails at random."),
          Setting.of("comprehend.seed", "1", "Seed of the shares."));

  static ComprehendEmulatorSettings from(Settings settings, Clock clock) {
    return new ComprehendEmulatorSettings(
        settings.duration("comprehend.latency", Duration.ZERO),
        settings.integer("comprehend.documents.per.second", 0),
        settings.integer("comprehend.calls.per.second", 0),
        settings.decimal("comprehend.throttled", 0, 1),
        settings.decimal("comprehend.item.errors", 0, 1),
        settings.bool("comprehend.item.errors.last"),
        settings.number("comprehend.seed", Long.MIN_VALUE),
        clock);
  }
}
