package io.tweetsentiment.sentiment.remote.shape;

import io.tweetsentiment.sentiment.Scores;

/** The result of one document in a call. */
public sealed interface DocumentResult {

  /** How far the sum of four rounded scores may be from 1. */
  double TOLERANCE = 0.01;

  /** How far a 32-bit float may be outside 0 to 1 because it was rounded. */
  double ROUNDING = 1e-6;

  record Scored(Scores scores) implements DocumentResult {}

  /**
   * The service could not score this document.
   *
   * @param code the service's own code
   * @param message the service's own message
   * @param retryable whether the same document may succeed when sent again
   */
  record Failed(String code, String message, boolean retryable) implements DocumentResult {

    /** Code and message. */
    public String reason() {
      return code + ": " + message;
    }
  }

  /**
   * The result with four scores, which is a failure unless all are between 0 and 1 and they add up
   * to 1.
   */
  static DocumentResult of(double positive, double negative, double neutral, double mixed) {
    double sum = positive + negative + neutral + mixed;
    for (double score : new double[] {positive, negative, neutral, mixed}) {
      if (!(score >= -ROUNDING && score <= 1 + ROUNDING)) {
        return invalid(
            String.format(
                "the scores positive %s, negative %s, neutral %s, mixed %s are not all from 0 to 1",
                positive, negative, neutral, mixed));
      }
    }
    return Math.abs(sum - 1) <= TOLERANCE
        ? new Scored(new Scores(limit(positive), limit(negative), limit(neutral), limit(mixed)))
        : invalid("the four scores add up to " + sum);
  }

  /** A malformed result. The document is sent again, because a service may fail now and then. */
  static DocumentResult invalid(String message) {
    return new Failed("InvalidScores", message, true);
  }

  private static double limit(double score) {
    return Math.max(0, Math.min(1, score));
  }
}
