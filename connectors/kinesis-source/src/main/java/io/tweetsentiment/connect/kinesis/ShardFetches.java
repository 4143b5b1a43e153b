package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Polls shards ahead of the task, the pages of a shard in order. A few threads share the shards.
 * Each thread holds at most one page, and the queue holds as many of their pages as there are
 * threads, which limits the memory.
 *
 * <p>Threading: thread-safe.
 */
final class ShardFetches implements AutoCloseable {
  private final FetchQueue queue;
  private final Semaphore room;
  private final ScheduledThreadPoolExecutor threads;
  private final Supplier<KinesisBackoff> backoffs;
  private final ShardPace pace;

  ShardFetches(
      int threadCount,
      String threadName,
      FetchQueue queue,
      ShardPace pace,
      Supplier<KinesisBackoff> backoffs) {
    this.queue = queue;
    this.pace = pace;
    this.backoffs = backoffs;
    room = new Semaphore(threadCount);
    threads =
        new ScheduledThreadPoolExecutor(
            threadCount,
            runnable -> {
              Thread thread = new Thread(runnable, threadName);
              thread.setDaemon(true);
              return thread;
            },
            // Discards what is scheduled while the task stops.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Starts reading a shard. */
  void start(ShardReader reader) {
    schedule(Duration.ZERO, reader, backoffs.get());
  }

  private void schedule(Duration pause, ShardReader reader, KinesisBackoff backoff) {
    // A fetch handles its own exceptions.
    Future<?> unused =
        threads.schedule(() -> fetch(reader, backoff), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void fetch(ShardReader reader, KinesisBackoff backoff) {
    try {
      fetchPage(reader, backoff).ifPresent(pause -> schedule(pause, reader, backoff));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the pause before the next page; empty if the shard is not read any further. */
  private Optional<Duration> fetchPage(ShardReader reader, KinesisBackoff backoff)
      throws InterruptedException {
    try {
      long started = System.nanoTime();
      FetchedRecords page = reader.next();
      if (!page.records().isEmpty() || page.last()) {
        put(page);
      }
      return page.last() ? Optional.empty() : Optional.of(pause(page, started, backoff));
    } catch (RuntimeException | Error e) {
      // The executor would swallow the exception, and the shard would stop without notice.
      return threads.isShutdown() ? Optional.empty() : afterError(e, reader, backoff);
    }
  }

  private void put(FetchResult result) throws InterruptedException {
    room.acquire();
    queue.put(result, room::release);
  }

  private Duration pause(FetchedRecords page, long started, KinesisBackoff backoff) {
    Duration wanted = backoff.after(page);
    Duration paced = pace.interval(page).minusNanos(System.nanoTime() - started);
    return paced.compareTo(wanted) > 0 ? paced : wanted;
  }

  private Optional<Duration> afterError(Throwable error, ShardReader reader, KinesisBackoff backoff)
      throws InterruptedException {
    try {
      if (error instanceof SdkException service) {
        if (KinesisFailure.of(service) == KinesisFailure.THROTTLED) {
          reader.metrics().throttled();
        }
        return Optional.of(backoff.after(service, reader.toString()));
      }
      throw error instanceof ConnectException known
          ? known
          : new ConnectException("Cannot read " + reader + ": " + error, error);
    } catch (ConnectException e) {
      put(new FetchResult.Failed(e));
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
