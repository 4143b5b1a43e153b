package io.tweetsentiment.sentiment.remote;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One kind of service: a single call, and what its errors mean. Threading: thread-safe. */
interface RemoteService extends AutoCloseable {

  /**
   * Calls once.
   *
   * @return one answer a text, in order
   */
  CompletableFuture<List<Answer>> call(String route, List<String> texts);

  /**
   * What a failed call means.
   *
   * @param error what the future of {@link #call} completed with, unwrapped
   */
  Failure classify(Throwable error);

  /** The text as the service takes it. */
  String fit(String text);

  @Override
  void close();
}
