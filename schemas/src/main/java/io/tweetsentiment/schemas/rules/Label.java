package io.tweetsentiment.schemas.rules;

import java.util.Arrays;

/** What a tweet's sentiment is called. Declared in the order that decides a tie of the scores. */
public enum Label {
  POSITIVE,
  NEGATIVE,
  NEUTRAL,
  MIXED,
  /** Policy leaves the tweet's language unscored: merged, but outside averages and shares. */
  UNSCORED;

  /**
   * The label of this name.
   *
   * @throws IllegalArgumentException when there is none; the message says which there are
   */
  public static Label named(String name) {
    return Arrays.stream(values())
        .filter(label -> label.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "label '" + name + "' is none of " + Arrays.toString(values())));
  }

  /**
   * The label of the largest score, before rounding; of equal ones the first of positive, negative,
   * neutral, mixed.
   */
  public static Label of(double positive, double negative, double neutral, double mixed) {
    Label label = POSITIVE;
    double largest = positive;
    if (negative > largest) {
      label = NEGATIVE;
      largest = negative;
    }
    if (neutral > largest) {
      label = NEUTRAL;
      largest = neutral;
    }
    return mixed > largest ? MIXED : label;
  }
}
