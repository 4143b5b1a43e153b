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
    /** The worker may fetch it. */
    GRANTED,
    /** Another machine is fetching it. */
    TAKEN,
    /** Another machine has finished it; {@link #open} returns its checkpoint. */
    DONE
  }

  /**
   * Begins or continues a run.
   *
   * @param reset whether existing checkpoints are discarded
   * @return the finished slices by id
   * @throws IngestException when the checkpoints belong to another run or cannot be read
   */
  Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException;

  /** Claims a slice for this process. */
  Claim claim(Slice slice) throws IOException;

  /** Releases the claim of a slice that was not finished. */
  void release(Slice slice) throws IOException;

  /** Records a finished slice; durable when this returns. */
  void complete(Checkpoint checkpoint) throws IOException;

  /**
   * Counts tweets towards the run's limit. The count survives a killed process, so that a restart
   * cannot spend them again.
   *
   * @param tweets number of tweets, negative to give some back
   * @return the number that all starts on all machines have spent
   */
  long spend(long tweets) throws IOException;

  /** Reads the finished slices again, including those of other machines. */
  Map<String, Checkpoint> finished() throws IOException;

  @Override
  void close() throws IOException;
}
