package io.tweetsentiment.sentiment;

import java.time.Duration;

/** The engine could not answer; the same batch may succeed later. */
public final class EngineUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  public EngineUnavailable(String message, Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /**
   * An engine that says when to ask again.
   *
   * @param retryAfter the engine is not to be asked before this has passed
   */
  public EngineUnavailable(String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the engine is not to be asked, from now on; zero when it did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
