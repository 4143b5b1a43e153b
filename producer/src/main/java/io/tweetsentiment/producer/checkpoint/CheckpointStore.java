package io.tweetsentiment.producer.checkpoint;

import io.tweetsentiment.producer.failure.IngestException;
import io.tweetsentiment.producer.plan.Slice;
import java.io.IOException;
import java.util.Map;

/**
 * Where it is recorded how far the slices of a run have come.
 *
 * <p>Threading: safe after {@link #open}.
 */
public interface CheckpointStore extends AutoCloseable {

  /** Whether a worker may have a slice. */
  enum Answer {
    /** The worker may fetch it, from the known checkpoint on. */
    GRANTED,
    /** Another process is fetching it. */
    TAKEN,
    /** It is sent completely, or lost. */
    ENDED
  }

  /**
   * The answer to a claim.
   *
   * @param known what is recorded of the slice; null when the slice is taken
   */
  record Claim(Answer answer, Checkpoint known) {}

  /**
   * Begins or continues a run.
   *
   * @param reset whether existing checkpoints are discarded
   * @return the recorded slices by id
   * @throws IngestException when the checkpoints belong to another run or cannot be read
   */
  Map<String, Checkpoint> open(RunIdentity run, boolean reset) throws IOException;

  /** Claims a slice for this process. */
  Claim claim(Slice slice) throws IOException;

  /** Gives a slice back that is not finished. Does nothing when this process does not hold it. */
  void release(Slice slice) throws IOException;

  /**
   * Records how far a slice has come; durable when this returns. The claim of this process is
   * renewed, and ends when the slice has ended.
   *
   * @throws LeaseLostException when another process holds the slice now
   */
  void save(Checkpoint checkpoint) throws IOException;

  /**
   * Records what the plan knows of a slice that no process fetches; durable when this returns. What
   * another process has recorded of it is left as it is.
   */
  default void record(Checkpoint checkpoint) throws IOException {
    save(checkpoint);
  }

  /** Renews the claims of this process; call it more often than once a lease. */
  void renew() throws IOException;

  /**
   * Counts towards the run's limits. The count survives a killed process, so that a restart cannot
   * spend it again.
   *
   * @param spending what is spent; negative numbers give some back
   * @return what all starts on all machines have spent
   */
  Spending spend(Spending spending) throws IOException;

  /** Reads the recorded slices again, including those of other machines. */
  Map<String, Checkpoint> all() throws IOException;

  /**
   * Which process holds slices, by id of the slice; empty where that is not known.
   *
   * @throws IOException when it cannot be read
   */
  default Map<String, String> holders() throws IOException {
    return Map.of();
  }

  @Override
  void close() throws IOException;
}
