package io.tweetsentiment.sql.rows;

/** An object cannot be read to its end, or is not one of the table. The message is the reason. */
public final class UnusableObjectException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableObjectException(String reason) {
    super(reason);
  }
}
