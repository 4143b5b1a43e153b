package io.tweetsentiment.connect.kinesis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** How long to wait before the next call. Threading: one caller at a time. */
final class Pace {
  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration REMINDER = Duration.ofMinutes(5);

  /**
   * Pauses after an answer, and patience with errors.
   *
   * @param behind after a page that did not reach the end of the shard
   * @param caughtUp after one with records that did
   * @param empty after one without records that did
   * @param throttled the longest pause after being throttled
   * @param patience how long errors may go on
   */
  record Settings(
      Duration behind, Duration caughtUp, Duration empty, Duration throttled, Duration patience) {}

  private final Settings settings;
  private final Clock clock;
  private final DoubleSupplier random;
  private int throttles;
  private int failures;
  private Instant failingSince;
  private Instant told;
  private String failing;

  Pace(Settings settings, Clock clock, DoubleSupplier random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  Duration after(Page page) {
    succeeded();
    if (page.millisBehind() > 0) {
      return settings.behind();
    }
    return page.records().isEmpty() ? settings.empty() : settings.caughtUp();
  }

  void succeeded() {
    if (failingSince != null) {
      LOG.info(
          "Reads {} again, after {}", failing, Duration.between(failingSince, clock.instant()));
    }
    throttles = 0;
    failures = 0;
    failingSince = null;
    told = null;
  }

  /**
   * The pause before the call is tried again.
   *
   * @param what completes "cannot read"
   * @throws org.apache.kafka.connect.errors.ConnectException when trying again is of no use
   */
  Duration after(SdkException error, String what) {
    switch (Failure.of(error)) {
      case THROTTLED -> {
        LOG.debug("Throttled while reading {}: {}", what, error.getMessage());
        return pause(throttles++, settings.throttled());
      }
      case TRANSIENT -> {
        Instant now = clock.instant();
        failingSince = failingSince == null ? now : failingSince;
        if (Duration.between(failingSince, now).compareTo(settings.patience()) < 0) {
          Duration pause = pause(failures++, LONGEST_PAUSE);
          tell(what, error, now);
          return pause;
        }
      }
      case FATAL -> {}
    }
    throw Failure.ending(what, error);
  }

  /** Once when it begins and then now and then: trying again is no news. */
  private void tell(String what, SdkException error, Instant now) {
    if (told == null || !now.isBefore(told.plus(REMINDER))) {
      LOG.warn(
          "Cannot read {} since {}; it is tried again for {}, with pauses of up to {}: {}",
          what,
          failingSince,
          settings.patience(),
          LONGEST_PAUSE,
          error.getMessage());
      told = now;
      failing = what;
    }
  }

  private Duration pause(int earlier, Duration longest) {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(earlier, 20);
    long most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis((long) (most * (0.5 + random.getAsDouble() / 2)));
  }
}
