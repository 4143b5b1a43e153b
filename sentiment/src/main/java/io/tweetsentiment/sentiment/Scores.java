package io.tweetsentiment.sentiment;

/**
 * The four unrounded scores of a text: each from 0 to 1, with a sum of about 1.
 *
 * @param positive the text is positive
 * @param negative the text is negative
 * @param neutral the text is neither
 * @param mixed the text is both
 */
public record Scores(double positive, double negative, double neutral, double mixed) {

  public Scores {
    check("positive", positive);
    check("negative", negative);
    check("neutral", neutral);
    check("mixed", mixed);
  }

  private static void check(String name, double score) {
    if (!(score >= 0.0 && score <= 1.0)) {
      throw new IllegalArgumentException(
          "the score " + name + " is " + score + "; it must be from 0 to 1");
    }
  }
}
