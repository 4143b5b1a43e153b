package io.tweetsentiment.connect.s3.storage;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * An object that Confluent's sink stored and whose offset it had not committed when this sink took
 * over. Its name tells its first record and its content the number of records, so the records are
 * counted as they come. They come from the first one on, because the consumer group starts at or
 * before it. Pure. Threading: owned by the task thread.
 */
final class ForeignObject {
  private final String key;
  private final long start;
  private final long records;
  private final long latest;
  private long passed;
  private long last = -1;
  private boolean doubted;

  /**
   * @param latest no record in the object has a later Kafka timestamp
   */
  ForeignObject(String key, long start, long records, long latest) {
    if (records <= 0) {
      throw new ConnectException(
          key + " holds no record, and this connector did not write it. Delete the object");
    }
    this.key = key;
    this.start = start;
    this.records = records;
    this.latest = latest;
  }

  long start() {
    return start;
  }

  /**
   * Whether the object holds the next record of its path. A record can be asked for again before
   * the next one.
   *
   * @throws ConnectException if the record is younger than the object
   */
  boolean holds(long offset, Long timestamp) {
    if (offset == last) {
      return true;
    }
    if (finished()) {
      return false;
    }
    if (timestamp != null && timestamp > latest) {
      throw new ConnectException(
          key
              + " of another connector holds "
              + records
              + " records from offset "
              + start
              + " on, but only "
              + passed
              + " of them were read, and the record at offset "
              + offset
              + " of "
              + Instant.ofEpochMilli(timestamp)
              + " is younger than the object. The topic is compacted, or a transformation is not"
              + " the one that it was. Delete the object, and its records are stored again");
    }
    passed++;
    last = offset;
    return true;
  }

  /**
   * Returns a warning at the first record that was counted as one of the object's although it is
   * younger than the object by the clock of S3. By more than {@link OffsetRange#CLOCK_SKEW}, {@link
   * #holds} fails instead.
   */
  Optional<String> doubt(long offset, Long timestamp) {
    if (doubted
        || timestamp == null
        || latest == Long.MAX_VALUE
        || timestamp <= latest - OffsetRange.CLOCK_SKEW.toMillis()) {
      return Optional.empty();
    }
    doubted = true;
    return Optional.of(
        String.format(
            "The record at offset %d of %s is counted as one of the %d records of %s of another"
                + " connector, which was stored earlier, at %s. Unless the clocks differ, the object"
                + " does not hold it: the topic is compacted, or transformations or partitioner are"
                + " not the ones that they were. Delete the object and set the consumer group back"
                + " to offset %d, and its records are stored again",
            offset,
            Instant.ofEpochMilli(timestamp),
            records,
            key,
            Instant.ofEpochMilli(latest).minus(OffsetRange.CLOCK_SKEW),
            start));
  }

  /** Whether all records of the object were read. */
  boolean finished() {
    return passed == records;
  }
}
