package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Price;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The keys that every remote engine has, each engine with its own prefix. */
record RemoteSettings(String prefix) {

  /** The back-off strategy counts in milliseconds. */
  private static final Duration LEAST_DELAY = Duration.ofMillis(1);

  private static final double LEAST_SHARE = 0.001;

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000_000);

  List<Setting> keys(int maxInFlight, int documentsPerSecond, String dollarsPerUnit) {
    return List.of(
        Setting.of(
            prefix + ".max.in.flight", Integer.toString(maxInFlight), "Calls in flight at once."),
        Setting.of(
            prefix + ".documents.per.second",
            Integer.toString(documentsPerSecond),
            "Documents per second, over all callers in the process; 0 means no limit."),
        Setting.of(prefix + ".calls.per.second", "0", "Calls per second; 0 means no limit."),
        Setting.of(
            prefix + ".quota.share",
            "1",
            "Part of these two limits that the process uses, above 0 and up to 1: 0.5 when two"
                + " instances share the quota of an account."),
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
                + " cache."),
        Setting.of(
            prefix + ".cache.disk.bytes",
            "67108864",
            "Greatest size of the file in engines.folder with the scores of texts, for the time"
                + " after a restart. 0: no file."),
        Setting.of(
            prefix + ".cache.disk.age", "P30D", "Scores in the file that are older are not used."),
        Setting.of(
            prefix + ".price.unit",
            dollarsPerUnit,
            "Price of a unit, in dollars. Units count for budgets, metrics and previews."),
        Setting.of(prefix + ".price.unit.characters", "100", "Characters of a unit."),
        Setting.of(prefix + ".price.least.units", "3", "Units that a short document costs."),
        Setting.optional(
            prefix + ".budget.documents.day",
            "Documents that may be sent in a day (UTC); no limit when not set. What is spent is kept"
                + " in engines.folder."),
        Setting.optional(
            prefix + ".budget.documents",
            "Documents that may be sent in all; no limit when not set."),
        Setting.optional(
            prefix + ".budget.cost.day",
            "Dollars that the documents of a day (UTC) may cost; no limit when not set."),
        Setting.optional(
            prefix + ".budget.cost",
            "Dollars that all documents may cost; no limit when not set."));
  }

  /**
   * Opens an engine.
   *
   * @param deciding keys of the settings that decide the scores: with other values of them, scores
   *     from before a restart are not used
   */
  RemoteEngine engine(
      Settings settings,
      Optional<Path> folder,
      String name,
      List<String> deciding,
      int maxBatch,
      RemoteEngine.Router router,
      RemoteService service) {
    double share = settings.decimal(prefix + ".quota.share", LEAST_SHARE, 1);
    return new RemoteEngine(
        new RemoteEngine.Profile(
            name, maxBatch, settings.integer(prefix + ".max.in.flight", 1), router),
        service,
        new RateLimiter(
            share * settings.decimal(prefix + ".documents.per.second", 0, 1e6),
            share * settings.decimal(prefix + ".calls.per.second", 0, 1e6),
            System::nanoTime),
        BackoffStrategy.exponentialDelay(
            settings.duration(prefix + ".backoff.base", LEAST_DELAY),
            settings.duration(prefix + ".backoff.max", LEAST_DELAY)),
        new RetryLimits(
            settings.positiveDuration(prefix + ".patience"),
            settings.integer(prefix + ".item.attempts", 1)),
        new ScoreCache(
            settings.number(prefix + ".cache.bytes", 0),
            scoreFile(settings, folder, identity(settings, name, deciding))),
        meter(settings, folder));
  }

  private UsageMeter meter(Settings settings, Optional<Path> folder) {
    Price price =
        new Price(
            settings.integer(prefix + ".price.unit.characters", 1),
            settings.integer(prefix + ".price.least.units", 0),
            nanos(prefix + ".price.unit", settings.string(prefix + ".price.unit")));
    Budget.Limits limits =
        new Budget.Limits(
            documents(settings, prefix + ".budget.documents.day"),
            documents(settings, prefix + ".budget.documents"),
            cost(settings, prefix + ".budget.cost.day"),
            cost(settings, prefix + ".budget.cost"));
    Optional<BudgetFile> file = Optional.empty();
    if (!limits.equals(Budget.Limits.NONE)) {
      Path place =
          folder.orElseThrow(
              () ->
                  new SettingsException(
                      Engines.FOLDER
                          + " is not set, but a budget of "
                          + prefix
                          + " is: what is spent must be kept there."));
      Path path = place.resolve(prefix + "-budget.txt");
      BudgetFile kept = new BudgetFile(path);
      tell(path, kept);
      file = Optional.of(kept);
    }
    return new UsageMeter(
        price, new Budget(limits, price, file, prefix + ".budget", Clock.systemUTC()));
  }

  /** A budget holds only where its file is, so the log names it. */
  private static void tell(Path path, BudgetFile file) {
    try {
      log()
          .info(
              "The budget in {}: spent are {} documents and {} in all.",
              path.toAbsolutePath(),
              file.read().documents(),
              Price.dollars(file.read().nanos()));
    } catch (IOException e) {
      log().warn("The budget in {} cannot be read: {}", path.toAbsolutePath(), e.toString());
    }
  }

  private static String identity(Settings settings, String name, List<String> deciding) {
    return deciding.stream()
        .map(key -> key + "=" + settings.optional(key).orElse(""))
        .collect(Collectors.joining("\n", name + "\n", ""));
  }

  private Optional<ScoreFile> scoreFile(Settings settings, Optional<Path> folder, String identity) {
    long bytes = settings.number(prefix + ".cache.disk.bytes", 0);
    Duration age = settings.positiveDuration(prefix + ".cache.disk.age");
    if (bytes == 0 || folder.isEmpty()) {
      return Optional.empty();
    }
    Path file = folder.get().resolve(prefix + "-scores.bin");
    try {
      return Optional.of(new ScoreFile(file, identity, bytes, age, Clock.systemUTC()));
    } catch (IOException e) {
      throw new SettingsException(
          file
              + " cannot be opened: "
              + e
              + ". Set engines.folder to a folder that can be written.",
          e);
    }
  }

  private static long documents(Settings settings, String key) {
    return settings.optional(key).isEmpty() ? Budget.NO_LIMIT : settings.number(key, 0);
  }

  private static long cost(Settings settings, String key) {
    return settings.optional(key).map(dollars -> nanos(key, dollars)).orElse(Budget.NO_LIMIT);
  }

  /** An amount of dollars, in billionths. */
  private static long nanos(String key, String dollars) {
    try {
      BigDecimal amount = new BigDecimal(dollars);
      if (amount.signum() >= 0 && amount.compareTo(MOST_DOLLARS) <= 0) {
        return amount.movePointRight(NANO_DIGITS).longValue();
      }
    } catch (NumberFormatException e) {
      // Named below.
    }
    throw new SettingsException(
        key + " is '" + dollars + "'; it takes dollars such as 0.0001, from 0 to 1000000000.");
  }

  /** Not a constant: the names of the engines are read before a command has chosen its log file. */
  private static Logger log() {
    return LoggerFactory.getLogger(RemoteSettings.class);
  }
}
