package io.tweetsentiment.producer;

/** X will not answer the request however often it is repeated. */
final class XRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  XRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
