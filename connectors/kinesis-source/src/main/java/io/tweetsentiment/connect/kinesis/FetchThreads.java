package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a task on which shards are read. */
final class FetchThreads implements AutoCloseable {

  private static final int MOST = 4;

  private final ScheduledThreadPoolExecutor executor;

  FetchThreads(String stream, int shards) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ScheduledThreadPoolExecutor(
            Math.max(1, Math.min(MOST, shards)),
            task -> {
              Thread thread =
                  new Thread(task, "kinesis-" + stream + "-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs a read after a pause; does nothing once closed. */
  void run(Runnable read, Duration pause) {
    try {
      ScheduledFuture<?> unused = executor.schedule(read, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      if (!executor.isShutdown()) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
