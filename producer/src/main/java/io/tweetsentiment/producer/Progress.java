package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.SentCounts;
import java.time.Instant;
import java.util.Optional;

/** How far a run is. What earlier starts have checkpointed is counted in. */
public final class Progress {

  private final int slices;
  private final int slicesDone;
  private final SentCounts counts;
  private final Instant firstRequest;

  Progress(int slices, int slicesDone, SentCounts counts, Instant firstRequest) {
    this.slices = slices;
    this.slicesDone = slicesDone;
    this.counts = counts;
    this.firstRequest = firstRequest;
  }

  /** Number of slices of the run. */
  public int slices() {
    return slices;
  }

  /** Number of slices that are checkpointed. */
  public int slicesDone() {
    return slicesDone;
  }

  /** Tweets that Kinesis has acknowledged. */
  public long tweets() {
    return counts.tweets();
  }

  /** Objects that no tweet could be made of, acknowledged as received. */
  public long malformed() {
    return counts.malformed();
  }

  /** Deletions that Kinesis has acknowledged. */
  public long deletions() {
    return counts.deletions();
  }

  /** Records too large for Kinesis, which has acknowledged their beginning. */
  public long oversize() {
    return counts.oversize();
  }

  /** When this start sent its first request to X; absent when none was needed yet. */
  public Optional<Instant> firstRequest() {
    return Optional.ofNullable(firstRequest);
  }

  @Override
  public String toString() {
    return String.format(
        "%d of %d slices, %d tweets, %d malformed, %d deletions, %d oversize",
        slicesDone, slices, tweets(), malformed(), deletions(), oversize());
  }
}
