package io.tweetsentiment.sql;

import static java.util.Objects.requireNonNull;

/** A load failed; nothing of its transaction is in the warehouse. The message says what to do. */
public final class LoadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a failure asks for. */
  public enum Kind {
    /** The same again later: the network, the service or a lock was in the way. */
    RETRY,
    /** A setting or the set-up is wrong; the message names it. */
    BAD_INPUT,
    /** Data or code is wrong; again would fail again. */
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
