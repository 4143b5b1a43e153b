package io.tweetsentiment.connect.s3.storage;

import java.io.IOException;
import org.apache.kafka.connect.errors.ConnectException;

/** Counts the records in an object of a format. */
@FunctionalInterface
public interface RecordCount {
  /**
   * Returns the number of records.
   *
   * @throws IOException if the object is not of the format
   * @throws ConnectException if objects of the format do not tell
   */
  long of(Spool object) throws IOException;
}
