package io.tweetsentiment.connect.s3.writer;

import java.util.Collection;
import java.util.Comparator;

/**
 * The heap that all open files of a task use, and its limit. Threading: owned by the task thread.
 */
public final class OpenMemory {
  private final long limit;
  private long used;

  /**
   * @param limit in bytes
   */
  public OpenMemory(long limit) {
    this.limit = limit;
  }

  void changed(long bytes) {
    used += bytes;
  }

  /** Returns the heap in use, in bytes, as the files estimate it. */
  public long used() {
    return used;
  }

  public boolean exceeded() {
    return used > limit;
  }

  /**
   * Completes the largest files until three quarters of the limit are left, so that several are
   * stored in parallel instead of one after every record.
   */
  public void sealLargest(Collection<TopicPartitionWriter> writers) {
    while (used > limit / 4 * 3) {
      TopicPartitionWriter largest =
          writers.stream()
              .max(Comparator.comparingLong(TopicPartitionWriter::largestFile))
              .orElseThrow();
      if (largest.largestFile() == 0) {
        return;
      }
      largest.sealLargest();
    }
  }
}
