package io.tweetsentiment.sql.staging;

/** The thread was interrupted while it waited for objects; its interrupt flag is set again. */
public final class LoadInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LoadInterruptedException(InterruptedException cause) {
    super("the load was interrupted", cause);
  }
}
