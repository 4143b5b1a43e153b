package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Results on their way from the engine's threads to the stream thread of one task.
 *
 * <p>Threading: any thread delivers, the stream thread polls and closes.
 */
final class ResultQueue {

  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * The result of one text.
   *
   * @param submission the text
   * @param outcome the engine's answer
   */
  record Result(Submission submission, Outcome outcome) {}

  void deliver(Result result) {
    if (!closed) {
      results.add(result);
    }
  }

  /** The next result, or null. */
  Result poll() {
    return results.poll();
  }

  /**
   * Discards all results, also those that arrive later: the next owner of the task sends the texts
   * again.
   */
  void close() {
    closed = true;
    results.clear();
  }

  boolean isClosed() {
    return closed;
  }
}
