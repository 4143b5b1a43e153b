package io.tweetsentiment.connect.kinesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Passes pages to the task, those of a shard in order, whether they were polled or pushed. The
 * queue itself has no limit: each producer limits what it has in it, and learns when that was
 * taken.
 *
 * <p>Threading: {@code put} may be called by any thread, {@code take} by the task's thread.
 */
final class FetchQueue {
  private record Entry(FetchResult result, Runnable taken) {}

  private final BlockingQueue<Entry> ready = new LinkedBlockingQueue<>();
  private ConnectException failure;

  /**
   * Adds a result without waiting.
   *
   * @param taken called when the task has taken it
   */
  void put(FetchResult result, Runnable taken) {
    ready.add(new Entry(result, taken));
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
    List<Entry> fetched = new ArrayList<>();
    Entry first = ready.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      fetched.add(first);
      ready.drainTo(fetched);
    }
    List<FetchedRecords> pages = new ArrayList<>();
    for (Entry entry : fetched) {
      if (entry.result() instanceof FetchedRecords page) {
        pages.add(page);
      } else if (entry.result() instanceof FetchResult.Failed failed) {
        failure = failed.cause();
      }
      entry.taken().run();
    }
    return pages;
  }
}
