package io.tweetsentiment.standalone.page;

/** What the browser or a dashboard file asks for cannot be answered; the message says why. */
final class BadRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadRequest(String message) {
    super(message);
  }

  BadRequest(String message, Throwable cause) {
    super(message, cause);
  }
}
