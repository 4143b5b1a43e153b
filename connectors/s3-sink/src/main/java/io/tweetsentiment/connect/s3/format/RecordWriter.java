package io.tweetsentiment.connect.s3.format;

import java.io.IOException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes the records of one file. */
public interface RecordWriter {
  /**
   * Appends a record.
   *
   * @throws org.apache.kafka.connect.errors.DataException if the record does not fit; the file is
   *     unchanged then
   */
  void write(SinkRecord record) throws IOException;

  /** Returns an estimate of the heap that the open file uses, in bytes, without the spool. */
  long memory();

  /** Completes the file. */
  void close() throws IOException;
}
