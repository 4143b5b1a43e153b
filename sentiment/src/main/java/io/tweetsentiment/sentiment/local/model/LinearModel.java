package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Ngrams;

/**
 * Eight linear models over one table of hashed features, each with weights of 8 bits: three for the
 * classes and five experts (see {@link Output}), whose answers are dense features of the classes.
 *
 * <p>A bucket holds the eight weights in one long ({@link ByteSums}). Threading: immutable.
 */
public final class LinearModel {

  /** Models in the table. */
  public static final int OUTPUTS = 8;

  private final int bits;
  private final long[] table;
  private final float[] scales;
  private final float[][] dense;

  /**
   * Takes over what was learned.
   *
   * @param bits buckets as a power of two
   * @param table weights of output {@code l} in byte {@code l} of each bucket, plus 128
   * @param scales what one step of a weight is worth, for each output
   * @param dense weights of the dense features for each output, last the constant; the experts'
   *     have {@link DenseFeatures#SIZE}, the classes' the five experts besides
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

  /** Numbers of a text that the classes see: evidence and experts. */
  public static int denseSize() {
    return DenseFeatures.SIZE + OUTPUTS - Output.FIRST_EXPERT;
  }

  /** Answers of all outputs for a text whose ngrams are all filled in; for training. */
  public double[] read(Ngrams ngrams, double[] evidence) {
    int[] words = new int[OUTPUTS];
    int[] chars = new int[OUTPUTS];
    double[] logits = new double[OUTPUTS];
    sum(ngrams.hashes, 0, ngrams.words, words);
    sum(ngrams.hashes, ngrams.words, ngrams.size, chars);
    answer(words, ngrams.words, chars, ngrams.size - ngrams.words, evidence, logits);
    return logits;
  }

  /**
   * Answers of all outputs.
   *
   * @param words sums over the hashes of words
   * @param wordCount number of these hashes
   * @param chars sums over the hashes of characters
   * @param charCount number of these hashes
   * @param evidence of the text; the experts' answers are put behind it
   * @param logits where the answers go
   */
  void answer(
      int[] words, int wordCount, int[] chars, int charCount, double[] evidence, double[] logits) {
    double wordScale = norm(wordCount);
    double charScale = norm(charCount);
    for (int output = 0; output < OUTPUTS; output++) {
      logits[output] = (words[output] * wordScale + chars[output] * charScale) * scales[output];
    }
    for (int output = Output.FIRST_EXPERT; output < OUTPUTS; output++) {
      logits[output] += product(dense[output], evidence);
      evidence[DenseFeatures.SIZE + output - Output.FIRST_EXPERT] = logits[output];
    }
    for (int output = 0; output < Output.FIRST_EXPERT; output++) {
      logits[output] += product(dense[output], evidence);
    }
  }

  /**
   * Factor that makes some features one vector of length 1.
   *
   * @param features number of features, each of which is 1
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

  /** Sums of the weights of some hashes, for each output. */
  public void sum(int[] hashes, int from, int to, int[] sums) {
    ByteSums.of(table, hashes, from, to, 32 - bits, sums);
  }
}
