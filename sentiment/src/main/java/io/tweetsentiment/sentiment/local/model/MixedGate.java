package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;

/**
 * How likely a text says good and bad at once: logistic regression on the answers about gladness
 * and sadness, the classes, the word lists' strength on both sides and words of contrast.
 *
 * @param weights one for each of {@link #SIZE} inputs, last the constant
 * @param share share of mixed texts among those it was trained on
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record MixedGate(double[] weights, double share) {

  /** Inputs, the constant left out. */
  public static final int SIZE = 10;

  public static void inputs(double[] logits, double[] evidence, double[] out) {
    double positive = Softmax.logistic(logits[Output.POSITIVE_EMOTION]);
    double negative = Softmax.logistic(logits[Output.NEGATIVE_EMOTION]);
    double largest =
        Math.max(
            logits[Output.NEGATIVE], Math.max(logits[Output.NEUTRAL], logits[Output.POSITIVE]));
    out[0] = logits[Output.POSITIVE_EMOTION];
    out[1] = logits[Output.NEGATIVE_EMOTION];
    out[2] = 4 * positive * negative;
    out[3] = Math.min(logits[Output.NEGATIVE], logits[Output.POSITIVE]) - largest;
    out[4] = logits[Output.NEUTRAL] - largest;
    out[5] = evidence[DenseFeatures.FIRST_POSITIVE];
    out[6] = evidence[DenseFeatures.FIRST_NEGATIVE];
    out[7] = evidence[DenseFeatures.FIRST_BOTH];
    out[8] = evidence[DenseFeatures.HAS_CONTRAST];
    out[9] = evidence[DenseFeatures.HAS_CONTRAST] * evidence[DenseFeatures.FIRST_BOTH];
  }

  /**
   * The probability.
   *
   * @param inputs as {@link #inputs} gives them
   * @param prior share of mixed texts that is expected where the model is used
   */
  public double probability(double[] inputs, double prior) {
    double logit = weights[SIZE] + logit(prior) - logit(share);
    for (int i = 0; i < SIZE; i++) {
      logit += weights[i] * inputs[i];
    }
    return Softmax.logistic(logit);
  }

  private static double logit(double share) {
    return StrictMath.log(share / (1 - share));
  }
}
