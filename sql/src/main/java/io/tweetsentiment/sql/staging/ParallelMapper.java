package io.tweetsentiment.sql.staging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Maps the items of a list on several threads and delivers the results in the order of the list. At
 * most two results for each thread are waiting or in progress.
 */
final class ParallelMapper implements AutoCloseable {

  /** Receives the results, on the caller's thread. */
  interface Taker<R, E extends Exception> {
    void take(R result) throws E;
  }

  private final int ahead;
  private final ExecutorService threads;

  ParallelMapper(int size, String name) {
    this.ahead = 2 * size;
    this.threads =
        Executors.newFixedThreadPool(
            size,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  <T, R, E extends Exception> void mapInOrder(List<T> items, Function<T, R> work, Taker<R, E> taker)
      throws E {
    Deque<Future<R>> running = new ArrayDeque<>();
    Iterator<T> rest = items.iterator();
    try {
      while (rest.hasNext() || !running.isEmpty()) {
        while (rest.hasNext() && running.size() < ahead) {
          T item = rest.next();
          running.add(threads.submit(() -> work.apply(item)));
        }
        taker.take(result(running.remove()));
      }
    } finally {
      running.forEach(future -> future.cancel(true));
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoadInterruptedException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
