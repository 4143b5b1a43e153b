package io.tweetsentiment.standalone.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Starts a part on its own thread, in parallel with others. */
final class ParallelStart {

  /** The code that starts the part. */
  interface Start {
    void run() throws Exception;
  }

  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private ParallelStart() {}

  static ParallelStart of(Start start) {
    ParallelStart launch = new ParallelStart();
    Thread thread = new Thread(() -> launch.run(start), "start");
    thread.setDaemon(true);
    thread.start();
    return launch;
  }

  /** Waits until the start has succeeded, or throws the exception with which it failed. */
  void join() throws Exception {
    try {
      started.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Waits until the start has succeeded or failed, so that whatever it started can be stopped. */
  void settle() {
    started.exceptionally(failure -> null).join();
  }

  private void run(Start start) {
    try {
      start.run();
      started.complete(null);
    } catch (Exception | Error e) {
      started.completeExceptionally(e);
    }
  }
}
