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
 * Lists the shards of the stream at an interval and reports changes. Threading: call {@code start}
 * first; the other methods are thread-safe.
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
   * Lists the shards, and then repeats that at the interval.
   *
   * @param changed called after a check that found new or expired shards; expired ones count
   *     because a task that restarts must not be assigned to them
   * @param failed called once, when the shards cannot be listed any more
   * @throws ConnectException if the shards cannot be listed
   */
  void start(Duration interval, Runnable changed, Consumer<ConnectException> failed) {
    shards = listWithRetries();
    first = ids(shards);
    KinesisBackoff backoff = backoffs.get();
    // A check handles its own exceptions.
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                check(backoff, changed);
              } catch (ConnectException e) {
                fail(e, failed);
              } catch (RuntimeException | Error e) {
                fail(new ConnectException("Cannot list " + list + ": " + e, e), failed);
              }
            },
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Returns the shards of the last check. */
  List<Shard> shards() {
    return shards;
  }

  /** Returns those of them that appeared after the start. */
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
        LOG.info("Changes in {}: {} appeared, {} expired", list, appeared, expired);
        changed.run();
      }
    } catch (SdkException e) {
      LOG.debug("The check is repeated, backoff {}", backoff.after(e, list.toString()));
    }
  }

  /** Reports a failure, unless the connector is stopping. */
  private void fail(ConnectException e, Consumer<ConnectException> failed) {
    if (!thread.isShutdown()) {
      thread.shutdown();
      failed.accept(e);
    }
  }

  private List<Shard> listWithRetries() {
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
