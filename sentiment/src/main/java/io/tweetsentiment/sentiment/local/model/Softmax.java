package io.tweetsentiment.sentiment.local.model;

/** Turns logits into probabilities, with the same bits on every machine. */
public final class Softmax {

  private Softmax() {}

  /** Replaces logits by their probabilities. */
  public static void apply(double[] logits) {
    double largest = logits[0];
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = StrictMath.exp(logits[i] - largest);
      sum += logits[i];
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= sum;
    }
  }

  /** The logistic function. */
  public static double logistic(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }
}
