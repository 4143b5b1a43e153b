package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import io.tweetsentiment.sql.rows.MemoryExceededException;

/**
 * An object does not fit into the memory that reading may take. It may be sound, so it is not
 * rejected.
 */
public final class ObjectTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The memory is bounded by a setting. */
  public ObjectTooLargeException(SinkObject object, MemoryExceededException cause) {
    super(
        String.format(
            "object %s: %s. Set buffer.bytes to %d or more, write the object again with smaller"
                + " pages, or remove it if it is corrupt.",
            object.key(), cause.getMessage(), StagingMemory.bytesFor(cause.needed())),
        cause);
  }

  ObjectTooLargeException(SinkObject object, OutOfMemoryError cause) {
    super(
        String.format(
            "object %s of %d bytes does not fit into the memory. Give the process more (-Xmx),"
                + " lower fetch.threads, or remove the object if it is corrupt.",
            object.key(), object.bytes()),
        cause);
  }
}
