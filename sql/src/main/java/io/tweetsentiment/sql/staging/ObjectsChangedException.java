package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.util.List;

/**
 * Objects were removed or replaced while they were being loaded. A new transaction must load the
 * remaining ones.
 */
public final class ObjectsChangedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<SinkObject> remaining;

  ObjectsChangedException(List<SinkObject> remaining, Throwable cause) {
    super("objects were removed or replaced while they were being loaded", cause);
    this.remaining = remaining;
  }

  /** The objects that are unchanged, fewer than before. */
  public List<SinkObject> remaining() {
    return remaining;
  }
}
