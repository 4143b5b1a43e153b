package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.format.Format;
import io.tweetsentiment.connect.s3.format.RecordWriter;
import io.tweetsentiment.connect.s3.storage.ObjectKeys;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.Origin;
import io.tweetsentiment.connect.s3.storage.PartitionPath;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** A file to which records are added. Threading: owned by the task thread. */
final class OpenFile implements AutoCloseable {
  private final PartitionPath path;
  private final Schema schema;
  private final long limit;
  private final Spool spool = new Spool();
  private final RecordWriter writer;
  private long start = -1;
  private long end;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private long errantEarliest = Long.MAX_VALUE;
  private long errantLatest = Long.MIN_VALUE;
  private boolean timed = true;
  private long records;
  private long memory;

  /**
   * Opens an empty file.
   *
   * @param limit start offset of the next existing object of this path; records from there on do
   *     not belong in this file
   */
  OpenFile(PartitionPath path, Schema schema, long limit, Format format) {
    this.path = path;
    this.schema = schema;
    this.limit = limit;
    try {
      writer = format.open(schema, spool);
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e instanceof RuntimeException known
          ? known
          : new ConnectException("Cannot open a file for the path " + path.path(), e);
    }
  }

  /** Adds a record. If this throws a {@code DataException}, the file is unchanged. */
  void add(SinkRecord record) {
    try {
      writer.write(record);
    } catch (IOException e) {
      throw new ConnectException("Cannot write the temporary file for the path " + path.path(), e);
    }
    end = record.originalKafkaOffset();
    start = records == 0 ? end : start;
    records++;
    earliest = Math.min(earliest, errantEarliest);
    latest = Math.max(latest, errantLatest);
    if (record.timestamp() == null) {
      timed = false;
    } else {
      earliest = Math.min(earliest, record.timestamp());
      latest = Math.max(latest, record.timestamp());
    }
  }

  /**
   * Notes a record of this path that the file cannot hold. If a record follows, the offset range of
   * the file includes the errant one, so the span of timestamps must include it too: otherwise it
   * would look like a record of another topic when it is read again. An errant record after the
   * last record is not in the range and must not widen the span, because another task may close the
   * file before it.
   */
  void addErrant(SinkRecord record) {
    if (record.timestamp() != null) {
      errantEarliest = Math.min(errantEarliest, record.timestamp());
      errantLatest = Math.max(errantLatest, record.timestamp());
    }
  }

  /** Completes the file. */
  SealedFile seal(ObjectKeys keys, Origin origin) {
    try {
      writer.close();
    } catch (IOException e) {
      throw new ConnectException("Cannot write the temporary file for the path " + path.path(), e);
    }
    OffsetRange range =
        timed
            ? new OffsetRange(start, end, records, earliest, latest)
            : new OffsetRange(start, end, records);
    return new SealedFile(path, keys.key(path, origin, start), range, spool);
  }

  /** Measures the heap that the file uses; returns the change since the last time, in bytes. */
  long grown() {
    long before = memory;
    memory = Spool.BUFFER_BYTES + writer.memory();
    return memory - before;
  }

  /** Returns the heap that the file used when it was last measured, in bytes. */
  long memory() {
    return memory;
  }

  PartitionPath path() {
    return path;
  }

  long records() {
    return records;
  }

  Schema schema() {
    return schema;
  }

  long limit() {
    return limit;
  }

  /** Discards the file. */
  @Override
  public void close() {
    spool.close();
  }
}
