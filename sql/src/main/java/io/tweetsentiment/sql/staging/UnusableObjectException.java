package io.tweetsentiment.sql.staging;

/** An object is Parquet, but none of its rows can be loaded. The message is the reason. */
final class UnusableObjectException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableObjectException(String reason) {
    super(reason);
  }
}
