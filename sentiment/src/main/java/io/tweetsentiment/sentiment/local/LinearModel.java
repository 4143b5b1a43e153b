package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/**
 * Eight linear models over one table of hashed features, each with weights of 8 bits: three for the
 * classes and five experts (see {@link Lane}), whose answers are dense features of the classes.
 *
 * <p>A bucket holds the eight weights in one long ({@link ByteSums}). Threading: immutable.
 */
final class LinearModel {

  /** Models in the table. */
  static final int LANES = 8;

  private final int bits;
  private final long[] table;
  private final float[] scales;
  private final float[][] dense;

  /**
   * Takes over what was learned.
   *
   * @param bits buckets as a power of two
   * @param table weights of lane {@code l} in byte {@code l} of each bucket, plus 128
   * @param scales what one step of a weight is worth, for each lane
   * @param dense weights of the dense features for each lane, last the constant; the experts' have
   *     {@link Evidence#SIZE}, the classes' the five experts besides
   */
  LinearModel(int bits, long[] table, float[] scales, float[][] dense) {
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
  static int denseSize() {
    return Evidence.SIZE + LANES - Lane.FIRST_EXPERT;
  }

  /** Answers of all lanes for a text whose grams are all filled in; for training. */
  double[] read(Grams grams, double[] evidence) {
    int[] words = new int[LANES];
    int[] chars = new int[LANES];
    double[] logits = new double[LANES];
    sum(grams.hashes, 0, grams.words, words);
    sum(grams.hashes, grams.words, grams.size, chars);
    answer(words, grams.words, chars, grams.size - grams.words, evidence, logits);
    return logits;
  }

  /**
   * Answers of all lanes.
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
    double wordScale = LinearTrainer.scale(wordCount);
    double charScale = LinearTrainer.scale(charCount);
    for (int lane = 0; lane < LANES; lane++) {
      logits[lane] = (words[lane] * wordScale + chars[lane] * charScale) * scales[lane];
    }
    for (int lane = Lane.FIRST_EXPERT; lane < LANES; lane++) {
      logits[lane] += product(dense[lane], evidence);
      evidence[Evidence.SIZE + lane - Lane.FIRST_EXPERT] = logits[lane];
    }
    for (int lane = 0; lane < Lane.FIRST_EXPERT; lane++) {
      logits[lane] += product(dense[lane], evidence);
    }
  }

  private static double product(float[] weights, double[] features) {
    double sum = weights[weights.length - 1];
    for (int i = 0; i < weights.length - 1; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  /** Sums of the weights of some hashes, for each lane. */
  void sum(int[] hashes, int from, int to, int[] sums) {
    ByteSums.of(table, hashes, from, to, 32 - bits, sums);
  }

  /** A table in which all weights are 0. */
  static long[] emptyTable(int bits) {
    long[] table = new long[1 << bits];
    Arrays.fill(table, ByteSums.lanes(0));
    return table;
  }

  /**
   * Puts the weights of a lane into a table.
   *
   * @param weights weight of each bucket
   * @return what one step is worth
   */
  static float quantise(long[] table, int lane, float[] weights) {
    float scale = Quantiser.scale(weights);
    for (int bucket = 0; bucket < table.length; bucket++) {
      long value = ByteSums.OFFSET + (long) Quantiser.step(weights[bucket], scale);
      table[bucket] = (table[bucket] & ~(0xffL << (8 * lane))) | (value << (8 * lane));
    }
    return scale;
  }
}
