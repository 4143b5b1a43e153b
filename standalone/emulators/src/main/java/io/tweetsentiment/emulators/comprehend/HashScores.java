package io.tweetsentiment.emulators.comprehend;

import java.util.function.Function;

/**
 * Four scores that depend only on the text and have no meaning, for tests in which the values of
 * the scores do not matter.
 */
final class HashScores implements Function<String, double[]> {
  @Override
  public double[] apply(String text) {
    double[] scores = new double[4];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double share = SeededHash.share(SeededHash.of(text, i + 1));
      // Cubed, so that one score is usually much larger than the others, as with the service.
      scores[i] = 0.001 + share * share * share;
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }
}
