package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkObject;
import java.util.List;

/** Objects went while they were being loaded; a new transaction has to load what is left. */
public final class ObjectsChangedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<SinkObject> left;

  ObjectsChangedException(List<SinkObject> left, Throwable cause) {
    super("objects went while they were being loaded", cause);
    this.left = left;
  }

  /** Those of the objects that are still there, fewer than before. */
  public List<SinkObject> left() {
    return left;
  }
}
