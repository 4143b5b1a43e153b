package io.tweetsentiment.connect.s3.writer;

import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What of one topic partition may be committed: everything before the first record that is not
 * durable yet. Pure; owned by the task thread.
 */
final class OffsetTracker {
  private final TreeSet<Long> unfinished = new TreeSet<>();
  private long next = -1;

  /** Whether the record was given before; Connect gives a batch again after a retriable failure. */
  boolean seen(long offset) {
    return offset < next;
  }

  /** The record is in an open file, durable, reported, or left out on purpose. */
  void passed(long offset) {
    next = offset + 1;
  }

  /** A file was opened at this start offset. */
  void opened(long start) {
    unfinished.add(start);
  }

  /** The file of this start offset is durable, or was dropped because no record came into it. */
  void closed(long start) {
    unfinished.remove(start);
  }

  OptionalLong firstNotDurable() {
    return unfinished.isEmpty() ? OptionalLong.empty() : OptionalLong.of(unfinished.first());
  }

  /** The offset to commit: that of the first record to read after a restart. Empty before any. */
  OptionalLong committable() {
    if (!unfinished.isEmpty()) {
      return firstNotDurable();
    }
    return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
