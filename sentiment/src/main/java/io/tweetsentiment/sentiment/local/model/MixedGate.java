package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;

/**
 * The probability that a text is mixed: logistic regression on the logits of the two emotion
 * experts and of the classes, the valence on both sides in the first word list, and words of
 * contrast.
 *
 * @param weights one for each of {@link #SIZE} inputs, followed by the constant
 * @param share share of mixed texts in the training data
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
public record MixedGate(double[] weights, double share) {

  /** Number of inputs, without the constant. */
  public static final int SIZE = 10;

  /** Computes the inputs from the logits of the linear model and the dense features. */
  public static void inputs(double[] logits, double[] denseFeatures, double[] out) {
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
    out[5] = denseFeatures[DenseFeatures.FIRST_POSITIVE];
    out[6] = denseFeatures[DenseFeatures.FIRST_NEGATIVE];
    out[7] = denseFeatures[DenseFeatures.FIRST_BOTH];
    out[8] = denseFeatures[DenseFeatures.HAS_CONTRAST];
    out[9] = denseFeatures[DenseFeatures.HAS_CONTRAST] * denseFeatures[DenseFeatures.FIRST_BOTH];
  }

  /**
   * The probability that a text is mixed.
   *
   * @param inputs computed by {@link #inputs}
   * @param prior expected share of mixed texts where the model is used
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
