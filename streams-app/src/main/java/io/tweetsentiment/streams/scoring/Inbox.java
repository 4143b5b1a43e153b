package io.tweetsentiment.streams.scoring;

import io.tweetsentiment.sentiment.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Results on their way from the engine's threads to the stream thread of one task.
 *
 * <p>Threading: any thread delivers, the stream thread polls and closes.
 */
final class Inbox {

  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * What became of one text.
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

  /** The task goes elsewhere: what is outstanding is abandoned, the new owner sends it again. */
  void close() {
    closed = true;
    results.clear();
  }

  boolean isClosed() {
    return closed;
  }
}
