package io.tweetsentiment.sentiment;

import static java.util.Objects.requireNonNull;

/** What became of one text. */
public sealed interface Outcome {

  /**
   * The text has scores.
   *
   * @param scores its four scores
   */
  record Scored(Scores scores) implements Outcome {
    public Scored {
      requireNonNull(scores, "scores");
    }
  }

  /**
   * The text cannot be scored, now or later: it is dead-lettered.
   *
   * @param reason the engine's own code and words
   */
  record Rejected(String reason) implements Outcome {
    public Rejected {
      requireNonNull(reason, "reason");
    }
  }
}
