package io.tweetsentiment.sql;

import java.util.List;

/** Objects went while they were being loaded; a new transaction has to load what is left. */
final class ObjectsGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<SinkObject> left;

  ObjectsGoneException(List<SinkObject> left, Throwable cause) {
    super("objects went while they were being loaded", cause);
    this.left = left;
  }

  /** Those of the objects that are still there, fewer than before. */
  List<SinkObject> left() {
    return left;
  }
}
