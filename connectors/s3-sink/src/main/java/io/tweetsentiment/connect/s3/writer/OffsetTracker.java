package io.tweetsentiment.connect.s3.writer;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tracks which offset of one topic partition may be committed: the offset of the first record that
 * is not durable yet. Pure. Threading: owned by the task thread.
 */
final class OffsetTracker {
  private final TreeSet<Long> unfinished = new TreeSet<>();

  /** Ranges of offsets, from the first to the last, that a consumer must not begin inside of. */
  private final TreeMap<Long, Long> indivisible = new TreeMap<>();

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
   * Notes that a consumer must begin at the first offset of a range or after the last one, because
   * it could not tell which records of the range are durable.
   */
  void indivisible(long start, long end) {
    indivisible.put(start, end);
  }

  /**
   * Returns the offset to commit, which is the offset to read first after a restart; empty before
   * the first record.
   */
  OptionalLong committable() {
    return next < 0 ? OptionalLong.empty() : OptionalLong.of(committable(next));
  }

  /**
   * Returns the offset to commit if Connect has completed all records before an offset: not after
   * the first record in a file that is not durable, and not inside of a range that is indivisible.
   */
  long committable(long completed) {
    long offset = unfinished.isEmpty() ? completed : Math.min(completed, unfinished.first());
    for (Map.Entry<Long, Long> range :
        indivisible.headMap(offset, false).descendingMap().entrySet()) {
      // A range with a lower start can contain the start of this one.
      if (range.getValue() >= offset) {
        offset = range.getKey();
      }
    }
    return offset;
  }
}
