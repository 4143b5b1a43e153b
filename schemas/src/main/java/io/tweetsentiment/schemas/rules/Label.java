package io.tweetsentiment.schemas.rules;

import java.util.Arrays;

/** The label of a tweet's sentiment. The order of declaration decides between equal scores. */
public enum Label {
  POSITIVE,
  NEGATIVE,
  NEUTRAL,
  MIXED,
  /**
   * The tweet is not scored because of its language. It is merged, but not part of averages and
   * shares.
   */
  UNSCORED;

  /**
   * The label of this name.
   *
   * @throws IllegalArgumentException when no label has this name; the message lists the labels
   */
  public static Label named(String name) {
    return Arrays.stream(values())
        .filter(label -> label.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "label '" + name + "' is not one of " + Arrays.toString(values())));
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
