package io.tweetsentiment.streams.rescore;

import static java.util.Objects.requireNonNull;

import io.tweetsentiment.schemas.Tweet;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which texts are scored again.
 *
 * @param from first event time
 * @param to event time that ends the range, exclusive
 * @param topic only tweets under this topic
 * @param onlyEngine only texts whose sentiment has this engine, name and version
 * @param onlyLabel only texts whose sentiment has this label
 * @param missing only texts without a sentiment, which are left out otherwise: they wait for the
 *     app, or its engine has rejected them
 * @param run scoring run of the new sentiments; texts that have a sentiment of this run or a later
 *     one are left out. Absent: the run after that of the known sentiment, and texts whose
 *     sentiment has the new engine already are left out
 */
public record RescoreChoice(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> topic,
    Optional<String> onlyEngine,
    Optional<String> onlyLabel,
    boolean missing,
    OptionalInt run) {

  /** Every text that the new engine has not scored. */
  public static final RescoreChoice ALL =
      new RescoreChoice(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          OptionalInt.empty());

  public RescoreChoice {
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(topic, "topic");
  }

  /** Whether a tweet, which is not a deletion, is in the range. */
  boolean contains(Tweet tweet) {
    Instant time = tweet.getCreatedAt();
    return from.map(first -> !time.isBefore(first)).orElse(true)
        && to.map(time::isBefore).orElse(true)
        && topic.map(tweet.getTopic()::equals).orElse(true);
  }

  /**
   * What is done with a text.
   *
   * @param known its greatest sentiment; null for none
   * @param engine name and version of the new engine
   * @param isScored whether the new engine scores the language
   */
  Decision decide(KnownSentiment known, String engine, boolean isScored) {
    if (known == null) {
      return missing ? scoreOr(Decision.UNSCORED, isScored) : Decision.WITHOUT_SENTIMENT;
    }
    if (missing
        || !onlyEngine.map(known.engine()::equals).orElse(true)
        || !onlyLabel.map(known.label()::equals).orElse(true)) {
      return Decision.NOT_CHOSEN;
    }
    boolean isDone =
        run.isPresent() ? known.run() >= run.getAsInt() : known.engine().equals(engine);
    if (isDone) {
      return Decision.DONE;
    }
    return scoreOr(known.isUnscored() ? Decision.UNSCORED : Decision.OTHER_LANGUAGE, isScored);
  }

  /** Scoring run of the new sentiment of a text. */
  int runAfter(KnownSentiment known) {
    return Math.max(known == null ? 0 : known.run() + 1, run.orElse(0));
  }

  private static Decision scoreOr(Decision unscored, boolean isScored) {
    return isScored ? Decision.SCORE : unscored;
  }

  /** What is done with a text. */
  public enum Decision {
    /** The engine scores it. */
    SCORE("to score"),
    /** It is marked as left unscored by the new engine, as it was by the old one. */
    UNSCORED("to mark as unscored by the new engine, for nothing"),
    /** It has a sentiment of the new engine, or of the run. */
    DONE("scored so already"),
    /** It keeps its scores, because the new engine does not score its language. */
    OTHER_LANGUAGE("keep their scores: the engine does not score their language"),
    /** It has no sentiment. */
    WITHOUT_SENTIMENT("have no sentiment yet: they wait for the app, or were rejected"),
    /** The choice leaves it out. */
    NOT_CHOSEN("left out by --only");

    private final String text;

    Decision(String text) {
      this.text = text;
    }

    /** The meaning in words, after a number of texts. */
    public String text() {
      return text;
    }
  }
}
