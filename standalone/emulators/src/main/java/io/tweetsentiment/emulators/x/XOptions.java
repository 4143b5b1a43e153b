package io.tweetsentiment.emulators.x;

import java.time.Clock;
import java.time.Duration;

/**
 * Options of {@link XEmulator}.
 *
 * @param port port on 127.0.0.1, 0 for any free one
 * @param token the only bearer token that is accepted; empty: any
 * @param spelling names of fields in answers, before or after the renaming of August 2026
 * @param rateLimit requests to an endpoint in a window
 * @param rateWindow length of that window
 * @param usageCap tweets that may be served in all, then 429 of type {@code usage-capped}
 * @param shortPages share (0 to 1) of pages that hold fewer tweets than asked for, even none, and
 *     still have a next page
 * @param repeats share of following pages that begin with the last tweet of the page before
 * @param unavailable share of requests answered 503
 * @param recentOnly whether {@code recent} refuses a start more than 7 days ago
 * @param seed seed of these choices
 * @param clock the emulator's present
 */
public record XOptions(
    int port,
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
    Clock clock) {

  /** How answers name fields; requests may use either. */
  public enum Spelling {
    /** {@code note_tweet}, {@code referenced_tweets}, {@code edit_history_tweet_ids}. */
    TWEET,
    /** {@code note_post}, {@code referenced_posts}, {@code edit_history_post_ids}. */
    POST
  }

  /** Any free port, any token, no limits that are felt, no faults. */
  public static XOptions defaults() {
    return new XOptions(
        0,
        "",
        Spelling.TWEET,
        1_000_000,
        Duration.ofMinutes(15),
        Long.MAX_VALUE,
        0,
        0,
        0,
        false,
        1,
        Clock.systemUTC());
  }

  public XOptions withPort(int value) {
    return new XOptions(
        value,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withToken(String value) {
    return new XOptions(
        port,
        value,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withSpelling(Spelling value) {
    return new XOptions(
        port,
        token,
        value,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withRateLimit(int requests, Duration window) {
    return new XOptions(
        port,
        token,
        spelling,
        requests,
        window,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withUsageCap(long tweets) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        tweets,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withShortPages(double share) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        share,
        repeats,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withRepeats(double share) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        share,
        unavailable,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withUnavailable(double share) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        share,
        recentOnly,
        seed,
        clock);
  }

  public XOptions withRecentOnly(boolean value) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        value,
        seed,
        clock);
  }

  public XOptions withSeed(long value) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        value,
        clock);
  }

  public XOptions withClock(Clock value) {
    return new XOptions(
        port,
        token,
        spelling,
        rateLimit,
        rateWindow,
        usageCap,
        shortPages,
        repeats,
        unavailable,
        recentOnly,
        seed,
        value);
  }
}
