package io.tweetsentiment.connect.kinesis;

import io.tweetsentiment.connect.kinesis.shards.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Knows the shards of the stream and tells when they change. Threading: {@code start} first; the
 * rest by any thread.
 */
final class ShardWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardWatch.class);

  private final ShardList list;
  private final Supplier<KinesisBackoff> backoffs;
  private final Sleeper sleeper;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            Thread watch = new Thread(runnable, "kinesis-shard-watch");
            watch.setDaemon(true);
            return watch;
          });
  private Set<String> first = Set.of();
  private volatile List<Shard> shards = List.of();

  ShardWatch(ShardList list, Supplier<KinesisBackoff> backoffs, Sleeper sleeper) {
    this.list = list;
    this.backoffs = backoffs;
    this.sleeper = sleeper;
  }

  /**
   * Lists the shards, then again and again.
   *
   * @param changed called after a check that found new shards, or that shards expired: a task that
   *     restarts must not be told of these
   * @param broken called once when checks are of no use any more
   * @throws ConnectException when the shards cannot be listed
   */
  void start(Duration interval, Runnable changed, Consumer<ConnectException> broken) {
    shards = listPatiently();
    first = ids(shards);
    KinesisBackoff backoff = backoffs.get();
    // A check catches what it throws.
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                check(backoff, changed);
              } catch (ConnectException e) {
                fail(e, broken);
              } catch (RuntimeException | Error e) {
                fail(new ConnectException("Cannot list " + list + ": " + e, e), broken);
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The shards of the last check. */
  List<Shard> shards() {
    return shards;
  }

  /** Which of these appeared after the start. */
  Set<String> late() {
    return without(ids(shards), first);
  }

  private void check(KinesisBackoff backoff, Runnable changed) {
    try {
      List<Shard> now = list.fetch();
      backoff.succeeded();
      Set<String> appeared = without(ids(now), ids(shards));
      Set<String> expired = without(ids(shards), ids(now));
      shards = now;
      if (!appeared.isEmpty() || !expired.isEmpty()) {
        LOG.info("Among {}: {} appeared, {} expired", list, appeared, expired);
        changed.run();
      }
    } catch (SdkException e) {
      LOG.debug("Checking again after {}", backoff.after(e, list.toString()));
    }
  }

  /** What fails because the connector stops is no failure. */
  private void fail(ConnectException e, Consumer<ConnectException> broken) {
    if (!thread.isShutdown()) {
      thread.shutdown();
      broken.accept(e);
    }
  }

  private List<Shard> listPatiently() {
    KinesisBackoff backoff = backoffs.get();
    while (true) {
      try {
        return list.fetch();
      } catch (SdkException e) {
        pause(backoff.after(e, list.toString()));
      }
    }
  }

  private void pause(Duration pause) {
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("Interrupted while listing " + list, e);
    }
  }

  private static Set<String> ids(List<Shard> shards) {
    return shards.stream().map(Shard::id).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
