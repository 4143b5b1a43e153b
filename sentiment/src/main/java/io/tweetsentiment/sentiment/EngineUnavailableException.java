package io.tweetsentiment.sentiment;

import java.time.Duration;

/** The engine could not score a batch; the same batch may succeed later. */
public final class EngineUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Beginning of the message of an engine that works, but must not be used now, for instance
   * because its budget is used up.
   */
  public static final String PAUSED = "paused: ";

  private final Duration retryAfter;

  public EngineUnavailableException(String message, Throwable cause) {
    this(message, cause, Duration.ZERO);
  }

  /**
   * An engine that asks its callers to wait.
   *
   * @param retryAfter time that callers should wait before the next call
   */
  public EngineUnavailableException(String message, Throwable cause, Duration retryAfter) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** Whether the reason of a failure is a pause, and no fault of the engine. */
  public static boolean isPause(String reason) {
    return reason.startsWith(PAUSED);
  }

  /** Time that callers should wait before the next call; zero when the engine did not say. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
