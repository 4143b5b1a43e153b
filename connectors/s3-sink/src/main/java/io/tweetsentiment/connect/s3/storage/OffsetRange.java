package io.tweetsentiment.connect.s3.storage;

import java.time.Duration;
import java.time.Instant;

/**
 * The offsets of the records in one object, and the span of their Kafka timestamps. The span
 * includes the errant records between the first and the last record, because the offsets include
 * them.
 *
 * @param start offset of the first record
 * @param end offset of the last record; records between the two that have another path are not in
 *     the object
 * @param records number of records
 * @param earliest lowest Kafka timestamp; {@code Long.MIN_VALUE} if it is unknown
 * @param latest highest Kafka timestamp; {@code Long.MAX_VALUE} if it is unknown
 */
public record OffsetRange(long start, long end, long records, long earliest, long latest) {
  /** How much the clocks of S3 and of whoever set the timestamps of records may differ. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  private static final long UNKNOWN_END = -1;

  /**
   * The range of an object of another connector, which does not tell where it ends.
   *
   * @param stored when the object was stored, or null
   */
  static OffsetRange foreign(long start, Instant stored) {
    long latest = stored == null ? Long.MAX_VALUE : stored.plus(CLOCK_SKEW).toEpochMilli();
    return new OffsetRange(start, UNKNOWN_END, UNKNOWN_END, Long.MIN_VALUE, latest);
  }

  /** Whether the offset of the last record is unknown. */
  boolean isForeign() {
    return end == UNKNOWN_END;
  }

  /** A range whose timestamps are unknown. */
  public OffsetRange(long start, long end, long records) {
    this(start, end, records, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  boolean contains(long offset) {
    return start <= offset && offset <= end;
  }

  /** Whether a record with this timestamp can be in the object; a null is in any. */
  boolean spans(Long timestamp) {
    return timestamp == null || (earliest <= timestamp && timestamp <= latest);
  }

  boolean timed() {
    return earliest != Long.MIN_VALUE && latest != Long.MAX_VALUE;
  }

  /**
   * Whether two files that begin at the same offset of one Kafka partition and path can both be
   * right. One then holds the first records of the other.
   */
  public boolean agrees(OffsetRange other) {
    return !timed()
        || !other.timed()
        || (end >= other.end ? includes(other) : other.includes(this));
  }

  private boolean includes(OffsetRange other) {
    return spans(other.earliest) && spans(other.latest);
  }
}
