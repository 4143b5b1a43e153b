package io.tweetsentiment.producer;

import io.tweetsentiment.producer.checkpoint.SentCounts;
import java.time.Instant;
import java.util.Optional;

/** The progress of a run, including what earlier starts have checkpointed. */
public final class Progress {

  private final int slices;
  private final int slicesDone;
  private final int slicesFailed;
  private final int slicesLost;
  private final SentCounts counts;
  private final long pages;
  private final Instant firstRequest;

  Progress(
      int slices,
      int slicesDone,
      int slicesFailed,
      int slicesLost,
      SentCounts counts,
      long pages,
      Instant firstRequest) {
    this.slices = slices;
    this.slicesDone = slicesDone;
    this.slicesFailed = slicesFailed;
    this.slicesLost = slicesLost;
    this.counts = counts;
    this.pages = pages;
    this.firstRequest = firstRequest;
  }

  /** Number of slices of the run. */
  public int slices() {
    return slices;
  }

  /** Number of slices that are sent completely. */
  public int slicesDone() {
    return slicesDone;
  }

  /** Number of slices whose last attempt failed. */
  public int slicesFailed() {
    return slicesFailed;
  }

  /** Number of slices that X no longer finds. */
  public int slicesLost() {
    return slicesLost;
  }

  /** Tweets that Kinesis has acknowledged. */
  public long tweets() {
    return counts.tweets();
  }

  /** Elements that are not tweets, which Kinesis has acknowledged in an envelope. */
  public long malformed() {
    return counts.malformed();
  }

  /** Deletions that Kinesis has acknowledged. */
  public long deletions() {
    return counts.deletions();
  }

  /** Records too large for Kinesis, which has acknowledged only their beginning. */
  public long oversize() {
    return counts.oversize();
  }

  /**
   * Pages or batches that are acknowledged, also those without a tweet: they show that it moves.
   */
  public long pages() {
    return pages;
  }

  /** When this start sent its first request to X; empty before that. */
  public Optional<Instant> firstRequest() {
    return Optional.ofNullable(firstRequest);
  }

  @Override
  public String toString() {
    return String.format(
        "%d of %d slices, %d tweets, %d malformed, %d deletions, %d oversize%s%s",
        slicesDone,
        slices,
        tweets(),
        malformed(),
        deletions(),
        oversize(),
        slicesFailed == 0 ? "" : ", " + slicesFailed + " slices failed",
        slicesLost == 0 ? "" : ", " + slicesLost + " slices lost");
  }
}
