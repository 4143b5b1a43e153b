package io.tweetsentiment.sentiment.train;

import java.util.Arrays;

/**
 * Moves the weights of a {@link ConvNet} against their slopes, with AdaGrad's step sizes: the more
 * a weight has moved, the less it moves. Source: Duchi, Hazan and Singer, JMLR 2011.
 *
 * <p>Threading: owned by one thread. In a fixed order, so that the same slopes give the same bits.
 */
final class NetOptimiser {

  /** What the sums of squares start at. */
  private static final float START = 0.1f;

  private final ConvNet net;
  private final float[][][] convSums;
  private final float[] biasSums;
  private final float[] wordSums;
  private final float[] charSums;

  NetOptimiser(ConvNet net) {
    this.net = net;
    this.convSums = filters(net, START);
    this.biasSums = sums(net.bias.length);
    this.wordSums = sums(1 << net.wordBits);
    this.charSums = sums(1 << net.charBits);
  }

  /** A value for each weight of the filters, in the places that the weights have. */
  static float[][][] filters(ConvNet net, float value) {
    float[][][] values = new float[net.conv.length][net.channels][];
    for (int offset = 0; offset < values.length; offset++) {
      for (int k = 0; k < net.channels; k++) {
        values[offset][k] = new float[net.conv[offset][k].length];
        Arrays.fill(values[offset][k], value);
      }
    }
    return values;
  }

  /** Sums of squares of weights that have not moved. */
  static float[] sums(int length) {
    float[] sums = new float[length];
    Arrays.fill(sums, START);
    return sums;
  }

  /**
   * A step of the filters.
   *
   * @param convSlope slopes of their weights
   * @param slope slopes of the features
   * @param where token that gave each feature, -1 for none
   * @param rate step size
   */
  void filters(float[][][] convSlope, float[] slope, int[] where, float rate) {
    for (int offset = 0; offset < 3; offset++) {
      for (int k = 0; k < net.channels; k++) {
        update(net.conv[offset][k], convSlope[offset][k], convSums[offset][k], rate);
      }
    }
    for (int f = 0; f < net.bias.length; f++) {
      float g = where[f] < 0 ? 0 : slope[f];
      biasSums[f] += g * g;
      net.bias[f] -= rate * g / (float) Math.sqrt(biasSums[f]);
    }
  }

  private static void update(float[] weights, float[] slopes, float[] sums, float rate) {
    for (int i = 0; i < weights.length; i++) {
      float g = slopes[i];
      sums[i] += g * g;
      weights[i] -= rate * g / (float) Math.sqrt(sums[i]);
    }
  }

  /**
   * A step of the embeddings of a text's words and characters.
   *
   * @param tokenSlope slopes of the tokens' channels
   * @param rate step size
   */
  void tokens(NetInput input, float[] tokenSlope, float rate) {
    for (int t = 0; t < input.size; t++) {
      int at = t * net.channels;
      float square = 0;
      for (int d = 0; d < net.dim; d++) {
        square += tokenSlope[at + d] * tokenSlope[at + d];
      }
      if (square == 0) {
        continue;
      }
      square /= net.dim;
      int word = input.words[t] >>> (32 - net.wordBits);
      updateRow(net.words, wordSums, word, tokenSlope, at, square, 1, rate);
      int from = input.first[t];
      int to = input.first[t + 1];
      float share = to > from ? 1f / (to - from) : 0;
      for (int i = from; i < to; i++) {
        int row = input.hashes[i] >>> (32 - net.charBits);
        updateRow(net.chars, charSums, row, tokenSlope, at, square, share, rate);
      }
    }
  }

  private void updateRow(
      float[] table,
      float[] sums,
      int row,
      float[] tokenSlope,
      int at,
      float square,
      float share,
      float rate) {
    // The sum starts at a value made for single weights; a row's slopes are far smaller.
    sums[row] += square * share * share * 100;
    float step = rate * 10 * share / (float) Math.sqrt(sums[row]);
    int base = row * net.dim;
    for (int d = 0; d < net.dim; d++) {
      table[base + d] -= step * tokenSlope[at + d];
    }
  }
}
