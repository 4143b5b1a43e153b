package io.tweetsentiment.sentiment;

/**
 * Four scores as an engine gives them, unrounded: each 0 to 1, together about 1.
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
      throw new IllegalArgumentException("a score lies between 0 and 1, " + name + " is " + score);
    }
  }
}
