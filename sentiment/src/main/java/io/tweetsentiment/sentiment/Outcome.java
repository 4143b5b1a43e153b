package io.tweetsentiment.sentiment;

import static java.util.Objects.requireNonNull;

/** The result of scoring one text. */
public sealed interface Outcome {

  /**
   * The text has scores.
   *
   * @param scores the four scores
   */
  record Scored(Scores scores) implements Outcome {
    public Scored {
      requireNonNull(scores, "scores");
    }
  }

  /**
   * The text can never be scored, so it is dead-lettered.
   *
   * @param reason the engine's own code and message
   */
  record Rejected(String reason) implements Outcome {
    public Rejected {
      requireNonNull(reason, "reason");
    }
  }
}
