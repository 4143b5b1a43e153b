package io.tweetsentiment.producer.failure;

/** The run cannot go on; the message says why, with the value, and what to do. */
public class IngestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
