package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.config.BackoffSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** Determines the pause before the next call to Kinesis. Threading: one caller at a time. */
final class KinesisBackoff {
  private static final Logger LOG = LoggerFactory.getLogger(KinesisBackoff.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration REMINDER_INTERVAL = Duration.ofMinutes(5);

  /** How long a server may take to restart, or a resource to be free again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LONG_USE = Duration.ofMinutes(1);
  private static final BackoffStrategy FAILURE_BACKOFF =
      BackoffStrategy.exponentialDelayHalfJitter(FIRST_PAUSE, LONGEST_PAUSE);

  /** The SDK counts the first call as attempt 1; the first pause is the one before attempt 2. */
  private static final int FIRST_ATTEMPT = 1;

  private final BackoffSettings settings;
  private final Clock clock;
  private final BackoffStrategy throttledBackoff;
  private int throttledAttempt = FIRST_ATTEMPT;
  private int failedAttempt = FIRST_ATTEMPT;
  private Instant failingSince;
  private Instant lastWarning;
  private String failing;
  private Instant inUseSince;
  private Instant lastInUse;
  private Instant lastInUseWarning;

  KinesisBackoff(BackoffSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    throttledBackoff =
        BackoffStrategy.exponentialDelayHalfJitter(FIRST_PAUSE, settings.throttled());
  }

  /** Returns the pause after a page was read. */
  Duration after(FetchedRecords page) {
    succeeded();
    if (page.millisBehind() > 0) {
      return settings.behind();
    }
    return page.records().isEmpty() ? settings.empty() : settings.caughtUp();
  }

  /** Notes that a call succeeded, which ends a series of failures. */
  void succeeded() {
    if (failingSince != null) {
      LOG.info(
          "Reading {} again after {}", failing, Duration.between(failingSince, clock.instant()));
    }
    throttledAttempt = FIRST_ATTEMPT;
    failedAttempt = FIRST_ATTEMPT;
    failingSince = null;
    lastWarning = null;
  }

  /**
   * Returns the pause before the call is retried.
   *
   * @param what the object of "Cannot read"
   * @throws org.apache.kafka.connect.errors.ConnectException if the call must not be retried
   */
  Duration after(SdkException error, String what) {
    switch (KinesisFailure.of(error)) {
      case THROTTLED -> {
        return throttled(error, what);
      }
      case TRANSIENT -> {
        Instant now = clock.instant();
        failingSince = failingSince == null ? now : failingSince;
        if (Duration.between(failingSince, now).compareTo(settings.retryTimeout()) < 0) {
          warn(what, error, now);
          return FAILURE_BACKOFF.computeDelay(++failedAttempt);
        }
      }
      case FATAL -> {}
    }
    throw KinesisFailure.toException(what, error);
  }

  /** Returns the pause before a call that Kinesis refused for the moment. */
  Duration throttled(SdkException error, String what) {
    LOG.debug("Throttled while reading {}: {}", what, error.getMessage());
    return throttledBackoff.computeDelay(++throttledAttempt);
  }

  /** Whether the failures last for longer than a server takes to restart. */
  boolean failsForLong() {
    Duration half = settings.retryTimeout().dividedBy(2);
    return failingSince != null
        && Duration.between(failingSince, clock.instant())
                .compareTo(half.compareTo(PATIENCE) < 0 ? half : PATIENCE)
            >= 0;
  }

  /**
   * Returns the pause before a call for what another reader uses, which ends when a task stopped.
   * Two readers that take it from each other succeed in between, so that does not end a series.
   */
  Duration inUse(SdkException error, String what) {
    Instant now = clock.instant();
    if (lastInUse == null || lastInUse.plus(PATIENCE).isBefore(now)) {
      inUseSince = now;
      lastInUseWarning = null;
    }
    lastInUse = now;
    boolean due =
        lastInUseWarning == null
            ? !now.isBefore(inUseSince.plus(LONG_USE))
            : !now.isBefore(lastInUseWarning.plus(REMINDER_INTERVAL));
    if (due) {
      LOG.warn(
          "{} is in use since {}, and this connector waits for it. If another connector reads as"
              + " the same consumer, set another kinesis.fanout.consumer.name for it: {}",
          what,
          inUseSince,
          error.getMessage());
      lastInUseWarning = now;
    }
    return throttled(error, what);
  }

  /** Warns when the failures begin, then every few minutes instead of at every retry. */
  private void warn(String what, SdkException error, Instant now) {
    if (lastWarning == null || !now.isBefore(lastWarning.plus(REMINDER_INTERVAL))) {
      LOG.warn(
          "Cannot read {} since {}; retrying for {} with pauses of up to {}: {}",
          what,
          failingSince,
          settings.retryTimeout(),
          LONGEST_PAUSE,
          error.getMessage());
      lastWarning = now;
      failing = what;
    }
  }
}
