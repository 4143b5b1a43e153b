package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/** Numbers as steps of 8 bits. */
final class Quantiser {

  private static final int LARGEST = 127;

  /** Rare large weights are cut, so that the many small ones keep their differences. */
  private static final double KEPT = 0.9999;

  private Quantiser() {}

  /** What one step is worth. */
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

  static int step(float weight, float scale) {
    return Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / scale)));
  }
}
