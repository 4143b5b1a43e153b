package io.tweetsentiment.producer.failure;

/** One slice failed, for a reason that does not concern the others. */
public class SliceFailedException extends IngestException {

  private static final long serialVersionUID = 1L;

  public SliceFailedException(String message) {
    super(message);
  }

  public SliceFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
