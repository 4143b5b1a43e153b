package io.tweetsentiment.producer.x;

import io.tweetsentiment.producer.failure.IngestException;

/** X will not answer the request however often it is repeated. */
public final class XRefusedException extends IngestException {

  private static final long serialVersionUID = 1L;

  private final int status;

  public XRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
