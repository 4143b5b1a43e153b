package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;

/**
 * An object does not fit into the memory of the process. It may be sound, so it is not rejected.
 */
public final class ObjectTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ObjectTooLargeException(SinkObject object, OutOfMemoryError cause) {
    super(
        String.format(
            "object %s of %d bytes does not fit into the memory. Give the process more (-Xmx),"
                + " lower fetch.threads, or remove the object if it is corrupt.",
            object.key(), object.bytes()),
        cause);
  }
}
