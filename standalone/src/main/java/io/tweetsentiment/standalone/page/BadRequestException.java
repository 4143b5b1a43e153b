package io.tweetsentiment.standalone.page;

/** A request or a dashboard file is invalid; the message gives the reason. */
final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRequestException(String message) {
    super(message);
  }

  BadRequestException(String message, Throwable cause) {
    super(message, cause);
  }
}
