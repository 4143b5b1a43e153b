package io.tweetsentiment.emulators.x;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The settings of {@link XEmulator}, parsed, with its clock.
 *
 * @param token the only bearer token that is accepted; empty for any
 * @param rateLimit requests to one endpoint in one window
 * @param usageCap tweets that may be served in all
 * @param shortPages share, from 0 to 1, of pages with fewer tweets than requested
 * @param repeats share of pages that begin with the last tweet of the page before
 * @param unavailable share of requests that are answered with 503
 * @param recentOnly whether {@code recent} refuses a start more than 7 days ago
 * @param seed seed of these choices
 * @param script what happens at which request
 * @param clock the current time of the emulator
 */
record XEmulatorSettings(
    String token,
    Spelling spelling,
    int rateLimit,
    Duration rateWindow,
    long usageCap,
    double shortPages,
    double repeats,
    double unavailable,
    boolean recentOnly,
    long seed,
    XScript script,
    Clock clock) {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.optional("x.token", "The only bearer token that is accepted; unset: any."),
          Setting.of(
              "x.spelling",
              "tweet",
              "Names of fields in answers: tweet (note_tweet) or post (note_post, as since August"
                  + " 2026). Requests may use both."),
          Setting.of("x.rate.limit", "1000000", "Requests to one endpoint in one window."),
          Setting.of("x.rate.window", "PT15M", "Length of that window."),
          Setting.optional(
              "x.usage.cap",
              "Tweets that are served in all; then searches are refused with usage-capped. Unset:"
                  + " no cap."),
          Setting.of(
              "x.short.pages",
              "0",
              "Share (0 to 1) of pages that hold fewer tweets than requested, or none, and still"
                  + " have a next page."),
          Setting.of(
              "x.repeats",
              "0",
              "Share of pages that begin with the last tweet of the page before."),
          Setting.of("x.unavailable", "0", "Share of requests that are answered with 503."),
          Setting.of(
              "x.recent.only",
              "false",
              "Whether the recent endpoints refuse a start more than 7 days ago."),
          Setting.of("x.seed", "1", "Seed of the shares."),
          Setting.optional(
              "x.script",
              "File with what happens at which request: latency, one request a second, limits of 24"
                  + " hours, expired tokens, HTML, cut connections, answers that only look empty."));

  static XEmulatorSettings from(Settings settings, Clock clock) {
    return new XEmulatorSettings(
        settings.optional("x.token").orElse(""),
        settings.choice("x.spelling", List.of("tweet", "post")).equals("post")
            ? Spelling.POST
            : Spelling.TWEET,
        settings.integer("x.rate.limit", 1),
        settings.positiveDuration("x.rate.window"),
        settings.optional("x.usage.cap").isPresent()
            ? settings.number("x.usage.cap", 0)
            : Long.MAX_VALUE,
        settings.decimal("x.short.pages", 0, 1),
        settings.decimal("x.repeats", 0, 1),
        settings.decimal("x.unavailable", 0, 1),
        settings.bool("x.recent.only"),
        settings.number("x.seed", Long.MIN_VALUE),
        settings.optional("x.script").map(Path::of).map(XScript::read).orElse(XScript.NONE),
        clock);
  }
}
