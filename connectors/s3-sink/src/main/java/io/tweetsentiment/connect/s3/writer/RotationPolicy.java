package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.storage.PartitionPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Decides when the open files of a topic partition are closed and uploaded. Pure.
 *
 * @param flushSize limit of records in all open files of a topic partition
 * @param rotateIntervalMs limit of the span of record time, or -1
 * @param scheduleIntervalMs interval of wall-clock time, counted from midnight, or -1
 * @param idleIntervalMs time without a record after which the files are closed, or -1
 * @param zone time zone of that midnight
 * @param onPartitionChange whether, with a limit of the span of record time, a record with another
 *     partition path closes the files. Without such a limit the files of all paths stay open.
 * @param maxOpenFiles limit of open files of a topic partition, or -1
 */
public record RotationPolicy(
    int flushSize,
    long rotateIntervalMs,
    long scheduleIntervalMs,
    long idleIntervalMs,
    ZoneId zone,
    boolean onPartitionChange,
    int maxOpenFiles) {

  private static final long DAY = Duration.ofDays(1).toMillis();

  boolean full(long records) {
    return records >= flushSize;
  }

  /**
   * Whether a record with time {@code now} is too late for files whose first record has time {@code
   * base}.
   */
  boolean elapsed(long base, long now) {
    return rotateIntervalMs > 0 && now - base >= rotateIntervalMs;
  }

  boolean partitionChanged(PartitionPath last, PartitionPath next) {
    return onPartitionChange && rotateIntervalMs > 0 && last != null && !last.equals(next);
  }

  boolean atFileLimit(int openFiles) {
    return maxOpenFiles > 0 && openFiles >= maxOpenFiles;
  }

  /** Whether no record came between two times for so long that the files are closed. */
  boolean idle(long last, long now) {
    return idleIntervalMs > 0 && now - last >= idleIntervalMs;
  }

  /**
   * Returns when files are closed after the last record, if no other follows; {@code
   * Long.MAX_VALUE} for never.
   */
  long idleAt(long last) {
    return idleIntervalMs > 0 ? last + idleIntervalMs : Long.MAX_VALUE;
  }

  /**
   * Returns when files are closed although records keep coming: the longer they have been coming,
   * the longer the files stay open. {@code Long.MAX_VALUE} for never.
   *
   * @param busySince when the first record after an idle time came
   * @param opened when the files were opened
   */
  long busyUntil(long busySince, long opened) {
    return idleIntervalMs > 0
        ? opened + Math.max(idleIntervalMs, opened - busySince)
        : Long.MAX_VALUE;
  }

  boolean scheduled() {
    return scheduleIntervalMs > 0;
  }

  /** Returns the first scheduled time after {@code now}; both are milliseconds since the epoch. */
  long nextScheduled(long now) {
    if (!scheduled()) {
      return Long.MAX_VALUE;
    }
    LocalDate today = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
    long midnight = startOf(today);
    long passed = (now - midnight) / scheduleIntervalMs;
    long next = midnight + (passed + 1) * scheduleIntervalMs;
    // A day of 25 hours ends later than its last interval begins, a day of 23 hours ends earlier.
    return scheduleIntervalMs <= DAY ? Math.min(next, startOf(today.plusDays(1))) : next;
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
