package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads shards ahead of the task, the pages of a shard in order. A few threads share the shards.
 * Each thread holds at most one page, and the queue holds as many pages as there are threads, which
 * limits the memory.
 *
 * <p>Threading: {@code start} and {@code take} are called by the task's thread, {@code close} by
 * any.
 */
final class ShardFetches implements AutoCloseable {
  private final BlockingQueue<FetchResult> ready;
  private final ScheduledThreadPoolExecutor threads;
  private final Supplier<KinesisBackoff> backoffs;
  private final ShardPace pace;
  private ConnectException failure;

  ShardFetches(
      int threadCount, String threadName, ShardPace pace, Supplier<KinesisBackoff> backoffs) {
    this.pace = pace;
    this.backoffs = backoffs;
    ready = new ArrayBlockingQueue<>(threadCount);
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

  /**
   * Returns the pages that are ready, those of a shard in order; empty if there are none within the
   * wait.
   *
   * @throws ConnectException if a shard cannot be read any further and all pages before the failure
   *     were taken
   */
  List<FetchedRecords> take(Duration wait) throws InterruptedException {
    if (failure != null) {
      throw failure;
    }
    List<FetchResult> fetched = new ArrayList<>();
    FetchResult first = ready.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      fetched.add(first);
      ready.drainTo(fetched);
    }
    List<FetchedRecords> pages = new ArrayList<>();
    for (FetchResult item : fetched) {
      if (item instanceof FetchedRecords page) {
        pages.add(page);
      } else if (item instanceof FetchResult.Failed failed) {
        failure = failed.cause();
      }
    }
    return pages;
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
        ready.put(page);
      }
      return page.last() ? Optional.empty() : Optional.of(pause(page, started, backoff));
    } catch (RuntimeException | Error e) {
      // The executor would swallow the exception, and the shard would stop without notice.
      return threads.isShutdown() ? Optional.empty() : afterError(e, reader, backoff);
    }
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
      ready.put(new FetchResult.Failed(e));
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
