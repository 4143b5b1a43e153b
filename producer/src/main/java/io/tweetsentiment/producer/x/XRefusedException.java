package io.tweetsentiment.producer.x;

import io.tweetsentiment.producer.failure.IngestException;

/** X refuses the request permanently: a retry does not help. */
public final class XRefusedException extends IngestException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean all;

  /**
   * A refusal.
   *
   * @param all whether it concerns every request, and not only this one
   */
  public XRefusedException(int status, String message, boolean all) {
    super(message);
    this.status = status;
    this.all = all;
  }

  public int status() {
    return status;
  }

  /** Whether X refuses every request, and not only this one. */
  public boolean concernsAll() {
    return all;
  }
}
