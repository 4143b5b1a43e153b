package io.tweetsentiment.producer.failure;

/** A limit of the run does not allow a request. */
public final class LimitReachedException extends IngestException {

  private static final long serialVersionUID = 1L;

  public LimitReachedException(String message) {
    super(message);
  }
}
