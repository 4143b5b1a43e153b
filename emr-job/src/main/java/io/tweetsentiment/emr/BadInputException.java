package io.tweetsentiment.emr;

/** An option or the input is wrong; the message names it and the remedy. Nothing was written. */
final class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }

  BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
