package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Ngrams;

/**
 * Eight linear models over one table of hashed features with 8-bit weights: three classes and five
 * experts (see {@link Output}), whose logits are dense features of the classes.
 *
 * <p>A bucket of the table holds the eight weights in one long (see {@link ByteSums}). Threading:
 * immutable.
 */
public final class LinearModel {

  /** Number of models in the table. */
  public static final int OUTPUTS = 8;

  private final int bits;
  private final long[] table;
  private final float[] scales;
  private final float[][] dense;

  /**
   * Takes ownership of trained weights.
   *
   * @param bits number of buckets as a power of two
   * @param table weight of output {@code k}, plus 128, in byte {@code k} of each bucket
   * @param scales value of one step of a weight, for each output
   * @param dense weights of the dense features for each output, followed by the constant; the
   *     experts have {@link DenseFeatures#SIZE} of them, the classes also have the five experts
   */
  public LinearModel(int bits, long[] table, float[] scales, float[][] dense) {
    this.bits = bits;
    this.table = table;
    this.scales = scales;
    this.dense = dense;
  }

  int bits() {
    return bits;
  }

  long[] table() {
    return table;
  }

  float[] scales() {
    return scales;
  }

  float[][] dense() {
    return dense;
  }

  /** Number of dense features of the classes: those of the text, and the experts. */
  public static int denseSize() {
    return DenseFeatures.SIZE + OUTPUTS - Output.FIRST_EXPERT;
  }

  /** Logits of a text whose n-grams are all computed, for training. */
  public double[] logits(Ngrams ngrams, double[] denseFeatures) {
    int[] words = new int[OUTPUTS];
    int[] chars = new int[OUTPUTS];
    double[] logits = new double[OUTPUTS];
    sum(ngrams.hashes, 0, ngrams.words, words);
    sum(ngrams.hashes, ngrams.words, ngrams.size, chars);
    logits(words, ngrams.words, chars, ngrams.size - ngrams.words, denseFeatures, logits);
    return logits;
  }

  /**
   * Computes the logits from sums of weights.
   *
   * @param words sums over the hashes of words
   * @param wordCount number of these hashes
   * @param chars sums over the hashes of characters
   * @param charCount number of these hashes
   * @param denseFeatures of the text; the logits of the experts are appended to them
   * @param logits receives the logits
   */
  void logits(
      int[] words,
      int wordCount,
      int[] chars,
      int charCount,
      double[] denseFeatures,
      double[] logits) {
    double wordScale = norm(wordCount);
    double charScale = norm(charCount);
    for (int output = 0; output < OUTPUTS; output++) {
      logits[output] = (words[output] * wordScale + chars[output] * charScale) * scales[output];
    }
    for (int output = Output.FIRST_EXPERT; output < OUTPUTS; output++) {
      logits[output] += product(dense[output], denseFeatures);
      denseFeatures[DenseFeatures.SIZE + output - Output.FIRST_EXPERT] = logits[output];
    }
    for (int output = 0; output < Output.FIRST_EXPERT; output++) {
      logits[output] += product(dense[output], denseFeatures);
    }
  }

  /**
   * The factor that normalises a vector of features that are all 1 to length 1.
   *
   * @param features number of features
   */
  public static double norm(int features) {
    return features == 0 ? 0 : 1 / Math.sqrt(features);
  }

  private static double product(float[] weights, double[] features) {
    double sum = weights[weights.length - 1];
    for (int i = 0; i < weights.length - 1; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  /** Adds up the weights of some hashes for each output. */
  public void sum(int[] hashes, int from, int to, int[] sums) {
    ByteSums.of(table, hashes, from, to, 32 - bits, sums);
  }
}
