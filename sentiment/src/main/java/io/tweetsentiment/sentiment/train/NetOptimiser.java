package io.tweetsentiment.sentiment.train;

import java.util.Arrays;

/**
 * Updates the weights of a {@link ConvNet} with AdaGrad's step sizes, which shrink as the sum of a
 * weight's squared gradients grows. Source: Duchi, Hazan and Singer, JMLR 2011.
 *
 * <p>Threading: owned by one thread. Works in a fixed order: the same gradients give the same bits.
 */
final class NetOptimiser {

  /** Initial value of the sums of squares. */
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

  /** An array with the shape of the filter weights, filled with a value. */
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

  /** Initial sums of squares. */
  static float[] sums(int length) {
    float[] sums = new float[length];
    Arrays.fill(sums, START);
    return sums;
  }

  /**
   * Updates the filters.
   *
   * @param convGradient gradients of the filter weights
   * @param gradient gradients of the features
   * @param where index of the token that gave each feature, or -1
   * @param rate step size
   */
  void filters(float[][][] convGradient, float[] gradient, int[] where, float rate) {
    for (int offset = 0; offset < 3; offset++) {
      for (int k = 0; k < net.channels; k++) {
        update(net.conv[offset][k], convGradient[offset][k], convSums[offset][k], rate);
      }
    }
    for (int f = 0; f < net.bias.length; f++) {
      float g = where[f] < 0 ? 0 : gradient[f];
      biasSums[f] += g * g;
      net.bias[f] -= rate * g / (float) Math.sqrt(biasSums[f]);
    }
  }

  private static void update(float[] weights, float[] gradients, float[] sums, float rate) {
    for (int i = 0; i < weights.length; i++) {
      float g = gradients[i];
      sums[i] += g * g;
      weights[i] -= rate * g / (float) Math.sqrt(sums[i]);
    }
  }

  /**
   * Updates the embeddings of a text's words and characters.
   *
   * @param tokenGradient gradients of the tokens' channels
   * @param rate step size
   */
  void tokens(NetInput input, float[] tokenGradient, float rate) {
    for (int t = 0; t < input.size; t++) {
      int at = t * net.channels;
      float square = 0;
      for (int d = 0; d < net.dim; d++) {
        square += tokenGradient[at + d] * tokenGradient[at + d];
      }
      if (square == 0) {
        continue;
      }
      square /= net.dim;
      int word = input.words[t] >>> (32 - net.wordBits);
      updateRow(net.words, wordSums, word, tokenGradient, at, square, 1, rate);
      int from = input.first[t];
      int to = input.first[t + 1];
      float share = to > from ? 1f / (to - from) : 0;
      for (int i = from; i < to; i++) {
        int row = input.hashes[i] >>> (32 - net.charBits);
        updateRow(net.chars, charSums, row, tokenGradient, at, square, share, rate);
      }
    }
  }

  private void updateRow(
      float[] table,
      float[] sums,
      int row,
      float[] tokenGradient,
      int at,
      float square,
      float share,
      float rate) {
    // The initial sum suits single weights; the mean gradients of a row are far smaller.
    sums[row] += square * share * share * 100;
    float step = rate * 10 * share / (float) Math.sqrt(sums[row]);
    int base = row * net.dim;
    for (int d = 0; d < net.dim; d++) {
      table[base + d] -= step * tokenGradient[at + d];
    }
  }
}
