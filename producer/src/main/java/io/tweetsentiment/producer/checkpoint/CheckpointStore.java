package io.tweetsentiment.producer.checkpoint;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.util.Map;

/**
 * Where the finished slices of a run are recorded.
 *
 * <p>Threading: safe after {@link #open}.
 */
public interface CheckpointStore extends AutoCloseable {

  /** Whether a worker may have a slice. */
  enum Claim {
    /** It may. */
    GRANTED,
    /** Another machine is at it. */
    TAKEN,
    /** Another machine has finished it; {@link #open} knows its checkpoint. */
    DONE
  }

  /**
   * Begins or continues a run.
   *
   * @param reset whether what is there is discarded
   * @return the finished slices by id
   * @throws IngestException when the checkpoints are another run's or cannot be read
   */
  Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException;

  /** Asks for a slice. */
  Claim claim(Slice slice) throws IOException;

  /** Gives a slice back that was not finished. */
  void release(Slice slice) throws IOException;

  /** Records a finished slice; durable when this returns. */
  void complete(Checkpoint checkpoint) throws IOException;

  /**
   * Counts tweets towards the run's limit. What is counted stays counted when this process is
   * killed, so that a restart cannot spend it again.
   *
   * @param tweets number of tweets, negative to give some back
   * @return what all starts, on all machines, have spent together
   */
  long spend(long tweets) throws IOException;

  /** Reads the finished slices again, those of other machines included. */
  Map<String, Checkpoint> finished() throws IOException;

  @Override
  void close() throws IOException;
}
