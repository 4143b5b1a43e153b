package io.tweetsentiment.producer.failure;

import java.time.Instant;

/** X cannot be reached, is out of order, or refuses everything as too early. */
public final class NoAnswerException extends SliceFailedException {

  private static final long serialVersionUID = 1L;

  private final Instant since;

  /**
   * No answer.
   *
   * @param since when the first attempt had failed
   */
  public NoAnswerException(String message, Instant since) {
    super(message);
    this.since = since;
  }

  public Instant since() {
    return since;
  }
}
