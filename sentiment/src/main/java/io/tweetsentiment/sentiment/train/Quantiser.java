package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.ByteSums;
import io.tweetsentiment.sentiment.local.model.Embeddings;
import io.tweetsentiment.sentiment.local.model.LinearModel;
import java.util.Arrays;

/** Quantises weights to 8 bits. */
final class Quantiser {

  private static final int LARGEST = 127;

  /** Share of weights that are not clipped: clipping the largest keeps precision for the others. */
  private static final double KEPT = 0.9999;

  private Quantiser() {}

  /** The value of one step. */
  static float scale(float[] weights) {
    float[] sizes = new float[weights.length];
    int used = 0;
    for (float weight : weights) {
      if (weight != 0) {
        sizes[used++] = Math.abs(weight);
      }
    }
    if (used == 0) {
      return 1;
    }
    Arrays.sort(sizes, 0, used);
    return sizes[(int) ((used - 1) * KEPT)] / LARGEST;
  }

  /** Quantises embeddings. */
  static Embeddings embeddings(int dim, int bits, float[] weights) {
    float scale = scale(weights);
    byte[] steps = new byte[weights.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (byte) step(weights[i], scale);
    }
    return new Embeddings(dim, bits, steps, scale);
  }

  /** A table of a {@link LinearModel} in which all weights are 0. */
  static long[] emptyTable(int bits) {
    long[] table = new long[1 << bits];
    Arrays.fill(table, ByteSums.withOffset(0));
    return table;
  }

  /**
   * Writes the weights of one output to the table of a {@link LinearModel}.
   *
   * @param weights weight of each bucket
   * @return the value of one step
   */
  static float fill(long[] table, int output, float[] weights) {
    float scale = scale(weights);
    for (int bucket = 0; bucket < table.length; bucket++) {
      long value = ByteSums.OFFSET + (long) step(weights[bucket], scale);
      table[bucket] = (table[bucket] & ~(0xffL << (8 * output))) | (value << (8 * output));
    }
    return scale;
  }

  static int step(float weight, float scale) {
    return Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / scale)));
  }
}
