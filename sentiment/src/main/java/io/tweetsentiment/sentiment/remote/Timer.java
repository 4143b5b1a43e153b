package io.tweetsentiment.sentiment.remote;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits without a thread. */
@FunctionalInterface
interface Timer {

  /** Completes after the delay; at once when it is zero. */
  CompletableFuture<Void> after(Duration delay);
}
