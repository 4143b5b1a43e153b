package io.tweetsentiment.streams.scoring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread with a clock, on which the dispatcher lives; injected so that tests own the time. */
public interface Loop extends AutoCloseable {

  /** Runs a task soon, one at a time. */
  void execute(Runnable task);

  /** Runs a task after a delay. */
  void after(Duration delay, Runnable task);

  /** A clock that only goes forward, in nanoseconds. */
  long nanoTime();

  @Override
  void close();

  /** A loop on a daemon thread. */
  static Loop start(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = Executors.defaultThreadFactory().newThread(task);
              thread.setName(name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return new Loop() {
      @Override
      public void execute(Runnable task) {
        try {
          executor.execute(task);
        } catch (RejectedExecutionException e) {
          // Closed: the tasks that would look at the result are closed too.
          return;
        }
      }

      @Override
      public void after(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void close() {
        executor.shutdown();
      }
    };
  }
}
