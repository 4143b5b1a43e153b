package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/**
 * Eight linear models over one table of hashed features, each with weights of 8 bits: three for the
 * classes and five experts (see {@link Lane}), whose answers are dense features of the classes.
 *
 * <p>A bucket holds the eight weights in one long, so a feature costs one read and two additions.
 * Sums of weights are integers: exact, in any order. Threading: immutable.
 */
final class LinearModel {

  /** Models in the table. */
  static final int LANES = 8;

  private static final long EVEN = 0x00ff00ff00ff00ffL;

  /** Weights of 8 bits that fit into a sum of 16 bits. */
  private static final int CHUNK = 256;

  /** A weight is kept with this added, so that it is not negative. */
  private static final int OFFSET = 128;

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
    Arrays.fill(sums, 0);
    int shift = 32 - bits;
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(to, start + CHUNK);
      long even = 0;
      long odd = 0;
      for (int i = start; i < end; i++) {
        long weights = table[hashes[i] >>> shift];
        even += weights & EVEN;
        odd += (weights >>> 8) & EVEN;
      }
      for (int pair = 0; pair < LANES / 2; pair++) {
        sums[2 * pair] += (int) ((even >>> (16 * pair)) & 0xffff);
        sums[2 * pair + 1] += (int) ((odd >>> (16 * pair)) & 0xffff);
      }
    }
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] -= OFFSET * (to - from);
    }
  }

  /** A table in which all weights are 0. */
  static long[] emptyTable(int bits) {
    long[] table = new long[1 << bits];
    Arrays.fill(table, 0x8080808080808080L);
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
      long value = OFFSET + (long) Quantiser.step(weights[bucket], scale);
      table[bucket] = (table[bucket] & ~(0xffL << (8 * lane))) | (value << (8 * lane));
    }
    return scale;
  }
}
