package io.tweetsentiment.producer.failure;

/** The run failed. The message gives the reason, with the value, and what to do. */
public class IngestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IngestException(String message) {
    super(message);
  }

  public IngestException(String message, Throwable cause) {
    super(message, cause);
  }
}
