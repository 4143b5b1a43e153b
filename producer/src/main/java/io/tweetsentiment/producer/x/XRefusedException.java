package io.tweetsentiment.producer.x;

import io.tweetsentiment.producer.failure.IngestException;

/** X refuses the request permanently: a retry does not help. */
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
