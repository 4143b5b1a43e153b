package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The keys that every remote engine has, each engine with its own prefix. */
record RemoteSettings(String prefix) {

  /** The back-off strategy counts in milliseconds. */
  private static final Duration LEAST_DELAY = Duration.ofMillis(1);

  List<Setting> keys(int maxInFlight, int documentsPerSecond) {
    return List.of(
        Setting.of(
            prefix + ".max.in.flight", Integer.toString(maxInFlight), "Calls in flight at once."),
        Setting.of(
            prefix + ".documents.per.second",
            Integer.toString(documentsPerSecond),
            "Documents per second, over all callers in the process; 0 means no limit."),
        Setting.of(prefix + ".calls.per.second", "0", "Calls per second; 0 means no limit."),
        Setting.of(prefix + ".timeout", "PT10S", "Time limit of one call."),
        Setting.of(
            prefix + ".patience",
            "PT1M",
            "Time after which a batch that keeps failing is returned to the caller, which tries"
                + " it again later."),
        Setting.of(
            prefix + ".backoff.base",
            "PT0.2S",
            "Upper limit of the first random delay; it doubles with each failure."),
        Setting.of(prefix + ".backoff.max", "PT20S", "Upper limit of every random delay."),
        Setting.of(
            prefix + ".item.attempts",
            "4",
            "How many times a document is sent, when the service fails on it, before it is"
                + " rejected."),
        Setting.of(
            prefix + ".cache.bytes",
            "33554432",
            "Memory for the scores of texts; a text that was scored before is not sent again. 0: no"
                + " cache."));
  }

  RemoteEngine engine(
      Settings settings,
      String name,
      int maxBatch,
      RemoteEngine.Router router,
      RemoteService service) {
    return new RemoteEngine(
        new RemoteEngine.Profile(
            name, maxBatch, settings.integer(prefix + ".max.in.flight", 1), router),
        service,
        new RateLimiter(
            settings.decimal(prefix + ".documents.per.second", 0, 1e6),
            settings.decimal(prefix + ".calls.per.second", 0, 1e6),
            System::nanoTime),
        BackoffStrategy.exponentialDelay(
            settings.duration(prefix + ".backoff.base", LEAST_DELAY),
            settings.duration(prefix + ".backoff.max", LEAST_DELAY)),
        new RetryLimits(
            settings.positiveDuration(prefix + ".patience"),
            settings.integer(prefix + ".item.attempts", 1)),
        new ScoreCache(settings.number(prefix + ".cache.bytes", 0)));
  }
}
