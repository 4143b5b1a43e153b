package io.tweetsentiment.sentiment.remote;

import io.tweetsentiment.sentiment.remote.shape.DocumentResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A scoring service: makes single calls and classifies their errors. Threading: thread-safe. */
interface RemoteService extends AutoCloseable {

  /**
   * Makes one call.
   *
   * @return one result per text, in order
   */
  CompletableFuture<List<DocumentResult>> call(String route, List<String> texts);

  /**
   * Classifies a failed call.
   *
   * @param error the unwrapped exception of the future that {@link #call} returned
   */
  CallFailure classify(Throwable error);

  /** The text, shortened to what the service accepts. */
  String truncate(String text);

  @Override
  void close();
}
