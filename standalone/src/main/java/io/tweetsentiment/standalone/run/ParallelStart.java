package io.tweetsentiment.standalone.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Something that starts beside other things, on a thread of its own. */
final class ParallelStart {

  /** What starts. */
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

  /** Waits until it has started; throws why it has not. */
  void join() throws Exception {
    try {
      started.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Waits until it has started or failed, so that what it made can be stopped. */
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
