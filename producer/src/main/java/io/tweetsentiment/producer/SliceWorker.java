package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import io.tweetsentiment.producer.failure.Sleeper;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches slices until none is left, and checkpoints each slice that was sent completely. */
final class SliceWorker implements Runnable {

  private static final long MILLIS_BETWEEN_LOOKS = 2_000;

  private final RunState state;
  private final CheckpointStore checkpoints;
  private final SliceIngest ingest;
  private final Sleeper sleeper;
  private final Consumer<Throwable> fail;

  /**
   * A worker.
   *
   * @param fail ends the run with a reason; interrupts this worker too
   */
  SliceWorker(
      RunState state,
      CheckpointStore checkpoints,
      SliceIngest ingest,
      Sleeper sleeper,
      Consumer<Throwable> fail) {
    this.state = state;
    this.checkpoints = checkpoints;
    this.ingest = ingest;
    this.sleeper = sleeper;
    this.fail = fail;
  }

  @Override
  public void run() {
    try {
      int taken = 0;
      for (Optional<Slice> next = state.next(); next.isPresent(); next = state.next()) {
        Slice slice = next.get();
        switch (checkpoints.claim(slice)) {
          case GRANTED -> {
            taken = 0;
            ingest(slice);
          }
          case DONE -> state.finishedElsewhere(slice);
          case TAKEN -> taken = putBack(slice, taken);
        }
      }
    } catch (InterruptedException e) {
      // Only a stop of the run interrupts its workers, and it is recorded in the state.
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      fail.accept(e);
    }
  }

  private void ingest(Slice slice) throws InterruptedException, IOException {
    boolean complete = false;
    try {
      SliceIngest.Result result = ingest.ingest(slice);
      if (result.whole()) {
        checkpoints.complete(result.checkpoint());
        complete = true;
        state.finished(result.checkpoint());
      } else {
        state.limitReached(result.checkpoint());
      }
    } finally {
      if (!complete) {
        giveBack(slice);
      }
    }
  }

  /** Clears a pending interrupt first, because the client would not send the request. */
  private void giveBack(Slice slice) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      checkpoints.release(slice);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits when other machines are fetching all slices that are left. */
  private int putBack(Slice slice, int taken) throws InterruptedException {
    if (taken + 1 < state.putBack(slice)) {
      return taken + 1;
    }
    sleeper.sleep(MILLIS_BETWEEN_LOOKS);
    return 0;
  }
}
