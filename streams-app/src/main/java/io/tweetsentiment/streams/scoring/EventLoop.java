package io.tweetsentiment.streams.scoring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that runs the dispatcher, and its clock. Tests replace both to control the time. */
public interface EventLoop extends AutoCloseable {

  /** Queues a task; tasks run one at a time. */
  void execute(Runnable task);

  /** Runs a task after a delay. */
  void after(Duration delay, Runnable task);

  /** Monotonic time, in nanoseconds. */
  long nanoTime();

  @Override
  void close();

  /** Starts a loop on a daemon thread. */
  static EventLoop start(String name) {
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
    return new EventLoop() {
      @Override
      public void execute(Runnable task) {
        try {
          executor.execute(task);
        } catch (RejectedExecutionException e) {
          // The loop is closed, and so are the tasks that would use the result.
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
