package io.tweetsentiment.sentiment.remote;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.tweetsentiment.sentiment.EngineUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One daemon thread that completes futures on time. Closing it fails those that still wait, with
 * {@link EngineUnavailable}.
 */
final class SchedulerTimer implements Timer, AutoCloseable {

  private final ScheduledExecutorService scheduler;
  private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  SchedulerTimer(String threadName) {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (delay.isZero() || delay.isNegative()) {
      done.complete(null);
      return done;
    }
    long id = ids.incrementAndGet();
    waiting.put(id, done);
    try {
      var unused =
          scheduler.schedule(
              () -> {
                waiting.remove(id);
                done.complete(null);
              },
              delay.toNanos(),
              NANOSECONDS);
    } catch (RejectedExecutionException e) {
      waiting.remove(id);
      done.completeExceptionally(new EngineUnavailable("the engine is closed", e));
    }
    return done;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    EngineUnavailable closed = new EngineUnavailable("the engine is closed", null);
    waiting.values().forEach(future -> future.completeExceptionally(closed));
  }
}
