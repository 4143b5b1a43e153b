package io.tweetsentiment.sentiment;

/** The engine could not answer; the same batch may succeed later. */
public final class EngineUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EngineUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
