package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the claims of this process while its slices are at work, which can take longer than a
 * lease: a wait for the day's limit takes hours.
 */
final class LeaseRenewal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LeaseRenewal.class);
  private static final int TIMES_A_LEASE = 3;

  private final CheckpointStore checkpoints;
  private final Duration lease;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "ingest-leases");
            thread.setDaemon(true);
            return thread;
          });

  private ScheduledFuture<?> renewing;

  LeaseRenewal(CheckpointStore checkpoints, Duration lease) {
    this.checkpoints = checkpoints;
    this.lease = lease;
  }

  void start() {
    long millis = Math.max(1, lease.toMillis() / TIMES_A_LEASE);
    renewing = timer.scheduleWithFixedDelay(this::renew, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      checkpoints.renew();
    } catch (IOException | RuntimeException e) {
      log.warn("the leases were not renewed and are tried again: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    if (renewing != null) {
      renewing.cancel(true);
    }
    timer.shutdownNow();
  }
}
