package io.tweetsentiment.emulators.comprehend;

import java.util.function.Function;

/**
 * Four scores that depend on nothing but the text and mean nothing: for tests of what happens to
 * scores, not of what they say.
 */
final class HashScores implements Function<String, double[]> {
  @Override
  public double[] apply(String text) {
    double[] scores = new double[4];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      double share = SeededHash.share(SeededHash.of(text, i + 1));
      // Cubed, so that one score usually stands out, as the service's do.
      scores[i] = 0.001 + share * share * share;
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }
}
