package io.tweetsentiment.standalone.page;

/** A request or a dashboard file is invalid; the message gives the reason. */
final class BadRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message);
  }

  BadRequest(String message, Throwable cause) {
    super(message, cause);
  }
}
