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
 * Reads shards ahead of the task, each page of a shard after the one before. A few threads share
 * the shards; each can hold one page, and as many pages lie ready: that bounds the memory.
 *
 * <p>Threading: {@code start} and {@code take} are called by the task's thread, {@code close} by
 * any.
 */
final class ShardFetches implements AutoCloseable {
  private final BlockingQueue<FetchResult> ready;
  private final ScheduledThreadPoolExecutor threads;
  private final Supplier<KinesisBackoff> backoffs;
  private ConnectException failure;

  ShardFetches(int threadCount, String threadName, Supplier<KinesisBackoff> backoffs) {
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
            // What is scheduled while the task stops is not wanted any more.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  void start(ShardReader reader) {
    later(Duration.ZERO, reader, backoffs.get());
  }

  /**
   * The pages that are ready, those of a shard in order; empty when none is after the wait.
   *
   * @throws ConnectException when a shard cannot be read on and all pages before that were taken
   */
  List<Page> take(Duration wait) throws InterruptedException {
    if (failure != null) {
      throw failure;
    }
    List<FetchResult> fetched = new ArrayList<>();
    FetchResult first = ready.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      fetched.add(first);
      ready.drainTo(fetched);
    }
    List<Page> pages = new ArrayList<>();
    for (FetchResult item : fetched) {
      if (item instanceof Page page) {
        pages.add(page);
      } else if (item instanceof FetchResult.Failed broken) {
        failure = broken.cause();
      }
    }
    return pages;
  }

  private void later(Duration pause, ShardReader reader, KinesisBackoff backoff) {
    // A fetch catches what it throws.
    Future<?> unused =
        threads.schedule(() -> fetch(reader, backoff), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void fetch(ShardReader reader, KinesisBackoff backoff) {
    try {
      fetchPage(reader, backoff).ifPresent(pause -> later(pause, reader, backoff));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Empty when the shard is not read on. */
  private Optional<Duration> fetchPage(ShardReader reader, KinesisBackoff backoff)
      throws InterruptedException {
    try {
      Page page = reader.next();
      if (!page.records().isEmpty() || page.last()) {
        ready.put(page);
      }
      return page.last() ? Optional.empty() : Optional.of(backoff.after(page));
    } catch (RuntimeException | Error e) {
      // An executor keeps what a fetch throws to itself: the shard would stand still unnoticed.
      return threads.isShutdown() ? Optional.empty() : afterError(e, reader, backoff);
    }
  }

  private Optional<Duration> afterError(Throwable error, ShardReader reader, KinesisBackoff backoff)
      throws InterruptedException {
    try {
      if (error instanceof SdkException service) {
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
