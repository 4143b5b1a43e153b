package io.tweetsentiment.streams.deadletters;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chooses dead letters.
 *
 * @param reason must be found in the reason
 * @param stage must be found in the stage
 * @param from first time in the dead-letter topic
 * @param to time in the dead-letter topic that ends the range, exclusive
 * @param position the only one, as {@link FoundLetter#position} names it
 */
public record LetterFilter(
    Optional<Pattern> reason,
    Optional<Pattern> stage,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> position) {

  /** Chooses all. */
  public static final LetterFilter ALL =
      new LetterFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether a letter is chosen. */
  public boolean accepts(FoundLetter letter) {
    Instant time = Instant.ofEpochMilli(letter.record().timestamp());
    return reason.map(pattern -> pattern.matcher(letter.reason()).find()).orElse(true)
        && stage.map(pattern -> pattern.matcher(letter.stage()).find()).orElse(true)
        && from.map(first -> !time.isBefore(first)).orElse(true)
        && to.map(end -> time.isBefore(end)).orElse(true)
        && position.map(letter.position()::equals).orElse(true);
  }
}
