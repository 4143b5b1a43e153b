package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.Checkpoint;
import io.tweetsentiment.producer.checkpoint.CheckpointStore;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * How far a worker has come with a slice. Every change is recorded before it is shown.
 *
 * <p>Threading: owned by the worker.
 */
final class SliceProgress {

  private final CheckpointStore store;
  private final Consumer<Checkpoint> observer;
  private Checkpoint current;

  SliceProgress(Checkpoint known, CheckpointStore store, Consumer<Checkpoint> observer) {
    this.current = known;
    this.store = store;
    this.observer = observer;
  }

  Checkpoint current() {
    return current;
  }

  /** Records a checkpoint of the slice; it is durable when this returns. */
  void save(Checkpoint checkpoint) throws IOException {
    store.save(checkpoint);
    current = checkpoint;
    observer.accept(checkpoint);
  }

  /** Begins with the first page again; recorded with the next page. */
  void again() {
    current = current.again();
  }
}
