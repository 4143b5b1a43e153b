package io.tweetsentiment.sql;

import static java.util.Objects.requireNonNull;

/** A load failed, and its transaction was rolled back. The message says what to do. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How to react to a failure. */
  public enum Kind {
    /** Try again later: the network, the service or a lock prevented the load. */
    RETRY,
    /** A setting or the environment is wrong; the message names it. */
    BAD_INPUT,
    /** Data or code is wrong; another attempt would fail too. */
    DIE
  }

  private final Kind kind;

  LoadException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  public Kind kind() {
    return kind;
  }
}
