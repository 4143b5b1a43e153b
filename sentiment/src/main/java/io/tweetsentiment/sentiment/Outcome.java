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
   * @param isRepeated whether the scores are those of an equal text, so that the text needed no
   *     call; this says nothing about whether the engine answers now
   */
  record Scored(Scores scores, String engine, boolean isRepeated) implements Outcome {
    public Scored {
      requireNonNull(scores, "scores");
      requireNonNull(engine, "engine");
    }

    /** Scores that an engine has just computed. */
    public Scored(Scores scores, String engine) {
      this(scores, engine, false);
    }

    /** Scores of the engine that was asked. */
    public Scored(Scores scores) {
      this(scores, "", false);
    }

    /** The same scores with the name and version of the engine that gave them. */
    Scored of(String name) {
      return new Scored(scores, name, isRepeated);
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
