package io.tweetsentiment.connect.s3.writer;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Tracks which offset of one topic partition may be committed: the offset of the first record that
 * is not durable yet. Pure. Threading: owned by the task thread.
 */
final class OffsetTracker {
  private final TreeSet<Long> unfinished = new TreeSet<>();
  private long next = -1;

  /**
   * Whether the record was passed before; Connect delivers a batch again after a retriable failure.
   */
  boolean seen(long offset) {
    return offset < next;
  }

  /** Notes that a record is in an open file, durable, reported as errant, or skipped. */
  void passed(long offset) {
    next = offset + 1;
  }

  /** Notes that a file with this start offset was opened. */
  void opened(long start) {
    unfinished.add(start);
  }

  /** Notes that the file with this start offset is durable. */
  void closed(long start) {
    unfinished.remove(start);
  }

  /**
   * Returns the offset of the first record in a file that is not durable; empty if there is none.
   */
  OptionalLong firstNotDurable() {
    return unfinished.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unfinished.first());
  }

  /**
   * Returns the offset to commit, which is the offset to read first after a restart; empty before
   * the first record.
   */
  OptionalLong committable() {
    if (!unfinished.isEmpty()) {
      return firstNotDurable();
    }
    return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
