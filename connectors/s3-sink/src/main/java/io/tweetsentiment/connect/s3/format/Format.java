package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * A file format. A class of a user that implements it needs a public constructor without arguments;
 * if it is a {@code Configurable}, it gets the connector's configuration. Threading: owned by the
 * task thread.
 */
public interface Format {
  /** The extension of the object key, including the dot. */
  String extension();

  /**
   * Starts a file.
   *
   * @param schema the schema of all records of the file; null for values without a schema
   * @throws org.apache.kafka.connect.errors.DataException if the format cannot hold values with
   *     this schema
   */
  RecordWriter open(Schema schema, Spool spool) throws IOException;

  /**
   * Counts the records in an object of this format that another connector stored.
   *
   * @throws IOException if the object is not of this format
   */
  default long records(Spool object) throws IOException {
    throw new ConnectException(
        "An object of another connector has the format "
            + getClass().getName()
            + ", which cannot count its records. Move the objects from the committed offset on, or"
            + " set topics.dir to another folder");
  }
}
