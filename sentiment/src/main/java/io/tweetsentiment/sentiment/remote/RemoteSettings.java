package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The keys that every service behind a network has, below a prefix of its own. */
record RemoteSettings(String prefix) {

  List<Setting> keys(int maxInFlight, int documentsPerSecond) {
    return List.of(
        Setting.of(
            prefix + ".max.in.flight", Integer.toString(maxInFlight), "Calls under way at once."),
        Setting.of(
            prefix + ".documents.per.second",
            Integer.toString(documentsPerSecond),
            "Documents a second, all callers of the process together; 0 for no limit."),
        Setting.of(prefix + ".calls.per.second", "0", "Calls a second; 0 for no limit."),
        Setting.of(prefix + ".timeout", "PT10S", "Time for one call."),
        Setting.of(
            prefix + ".patience",
            "PT1M",
            "Time after which a batch that keeps failing goes back to the caller, who tries it"
                + " again later."),
        Setting.of(
            prefix + ".backoff.base", "PT0.2S", "Limit of the first random delay; it doubles."),
        Setting.of(prefix + ".backoff.max", "PT20S", "Limit of every random delay."),
        Setting.of(
            prefix + ".item.attempts",
            "4",
            "How often a document is sent that the service fails on its own side, before it is"
                + " rejected."));
  }

  RemoteEngine engine(
      Settings settings,
      String name,
      int maxBatch,
      RemoteEngine.Routes routes,
      RemoteService service) {
    return new RemoteEngine(
        new RemoteEngine.Shape(
            name, maxBatch, settings.integer(prefix + ".max.in.flight", 1), routes),
        service,
        new RateLimit(
            settings.decimal(prefix + ".documents.per.second", 0, 1e6),
            settings.decimal(prefix + ".calls.per.second", 0, 1e6),
            System::nanoTime),
        new Backoff(
            settings.positiveDuration(prefix + ".backoff.base"),
            settings.positiveDuration(prefix + ".backoff.max"),
            () -> ThreadLocalRandom.current().nextDouble()),
        new Patience(
            settings.positiveDuration(prefix + ".patience"),
            settings.integer(prefix + ".item.attempts", 1)));
  }
}
