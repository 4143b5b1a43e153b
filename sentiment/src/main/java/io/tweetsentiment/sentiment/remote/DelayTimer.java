package io.tweetsentiment.sentiment.remote;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Completes futures after a delay, with one daemon thread. Closing it fails the futures that are
 * still waiting with {@link EngineUnavailableException}.
 */
final class DelayTimer implements AutoCloseable {

  private final ScheduledExecutorService scheduler;
  private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  DelayTimer(String threadName) {
    scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Completes after the delay; at once when the delay is zero. */
  CompletableFuture<Void> after(Duration delay) {
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
      done.completeExceptionally(new EngineUnavailableException("the engine is closed", e));
    }
    return done;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
    EngineUnavailableException closed =
        new EngineUnavailableException("the engine is closed", null);
    waiting.values().forEach(future -> future.completeExceptionally(closed));
  }
}
