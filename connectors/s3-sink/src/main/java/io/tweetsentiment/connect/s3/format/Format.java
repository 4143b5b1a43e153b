package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;

/** A file format. */
public interface Format {
  /** Of the object key, with its dot. */
  String extension();

  /**
   * Starts a file.
   *
   * @param schema of all its records; null for values without one
   * @throws org.apache.kafka.connect.errors.DataException when the format cannot hold such values
   */
  RecordWriter open(Schema schema, Spool spool) throws IOException;
}
