package io.tweetsentiment.streams.scoring;

/**
 * What the dispatcher is at.
 *
 * @param inFlight batches under way
 * @param waiting texts in memory that wait for a batch
 * @param batches batches started so far
 * @param texts texts in them
 * @param failuresInARow how often an engine was unavailable since it last answered
 * @param failure its last words, or empty
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

  /** Of two engines together; the words are those of the one that fails longer. */
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
