package io.tweetsentiment.streams.scoring;

/**
 * Status of the dispatcher.
 *
 * @param inFlight batches in flight
 * @param waiting texts in memory that wait for a batch
 * @param batches batches started so far
 * @param texts texts in the started batches
 * @param failuresInARow how often an engine was unavailable since it last answered
 * @param failure message of its last failure, or empty
 */
public record DispatcherStatus(
    int inFlight, int waiting, long batches, long texts, int failuresInARow, String failure) {

  public static final DispatcherStatus IDLE = new DispatcherStatus(0, 0, 0, 0, 0, "");

  public boolean isDegraded() {
    return failuresInARow > 0;
  }

  DispatcherStatus after(int nowInFlight, int nowWaiting, int started, int scored) {
    return new DispatcherStatus(
        nowInFlight, nowWaiting, batches + started, texts + scored, failuresInARow, failure);
  }

  public DispatcherStatus failed(int failures, String message) {
    return new DispatcherStatus(inFlight, waiting, batches, texts, failures, message);
  }

  DispatcherStatus answered() {
    return new DispatcherStatus(inFlight, waiting, batches, texts, 0, "");
  }

  /** The sum over two engines, with the failure of the one that failed more often in a row. */
  DispatcherStatus plus(DispatcherStatus other) {
    DispatcherStatus worse = other.failuresInARow > failuresInARow ? other : this;
    return new DispatcherStatus(
        inFlight + other.inFlight,
        waiting + other.waiting,
        batches + other.batches,
        texts + other.texts,
        worse.failuresInARow,
        worse.failure);
  }
}
