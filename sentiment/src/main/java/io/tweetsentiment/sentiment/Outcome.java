package io.tweetsentiment.sentiment;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The result of scoring one text. */
public sealed interface Outcome {

  /**
   * The text has scores.
   *
   * @param scores the four scores
   * @param engine name and version of the engine that scored the text; empty for the engine that
   *     was asked
   */
  record Scored(Scores scores, String engine) implements Outcome {
    public Scored {
      requireNonNull(scores, "scores");
      requireNonNull(engine, "engine");
    }

    /** Scores of the engine that was asked. */
    public Scored(Scores scores) {
      this(scores, "");
    }

    /** Name and version of the engine that scored the text. */
    public String engineOr(String asked) {
      return engine.isEmpty() ? asked : engine;
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

  /**
   * The engine could not score the text, but others of its batch; the same text may succeed later.
   *
   * @param reason what the engine or its client says
   * @param retryAfter time to wait before the next call; zero when the engine did not say
   */
  record Postponed(String reason, Duration retryAfter) implements Outcome {
    public Postponed {
      requireNonNull(reason, "reason");
      requireNonNull(retryAfter, "retryAfter");
    }
  }
}
