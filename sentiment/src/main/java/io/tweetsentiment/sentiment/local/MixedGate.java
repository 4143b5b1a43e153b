package io.tweetsentiment.sentiment.local;

/**
 * How likely a text says good and bad at once: logistic regression on the answers about gladness
 * and sadness, the classes, the word lists' strength on both sides and words of contrast.
 *
 * @param weights one for each of {@link #SIZE} inputs, last the constant
 * @param share share of mixed texts among those it was trained on
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record MixedGate(double[] weights, double share) {

  /** Inputs, the constant left out. */
  static final int SIZE = 10;

  static void inputs(double[] logits, double[] evidence, double[] out) {
    double glad = Softmax.logistic(logits[Lane.GLADNESS]);
    double sad = Softmax.logistic(logits[Lane.SADNESS]);
    double largest =
        Math.max(logits[Lane.NEGATIVE], Math.max(logits[Lane.NEUTRAL], logits[Lane.POSITIVE]));
    out[0] = logits[Lane.GLADNESS];
    out[1] = logits[Lane.SADNESS];
    out[2] = 4 * glad * sad;
    out[3] = Math.min(logits[Lane.NEGATIVE], logits[Lane.POSITIVE]) - largest;
    out[4] = logits[Lane.NEUTRAL] - largest;
    out[5] = evidence[Evidence.FIRST_POSITIVE];
    out[6] = evidence[Evidence.FIRST_NEGATIVE];
    out[7] = evidence[Evidence.FIRST_BOTH];
    out[8] = evidence[Evidence.HAS_CONTRAST];
    out[9] = evidence[Evidence.HAS_CONTRAST] * evidence[Evidence.FIRST_BOTH];
  }

  /**
   * The probability.
   *
   * @param inputs as {@link #inputs} gives them
   * @param prior share of mixed texts that is expected where the model is used
   */
  double probability(double[] inputs, double prior) {
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
