package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.NetPredictor;
import io.tweetsentiment.sentiment.local.model.TokenFeatures;
import io.tweetsentiment.sentiment.local.model.TrainedNet;
import java.util.Arrays;

/**
 * A small convolutional net over the tokens of a text: embeddings of words and of their characters,
 * filters over one, two and three tokens, the largest answer of each filter, and the mean of the
 * tokens. {@link NetTrainer} teaches it; {@link NetPredictor} reads with what comes out.
 *
 * <p>Threading: owned by one thread. Arithmetic in a fixed order, so the same bits on every
 * machine.
 */
final class ConvNet {

  final int dim;
  final int filters;
  final int wordBits;
  final int charBits;

  /** Numbers of a token: its embedding and what is known besides. */
  final int channels;

  /** Numbers of a text: the answers of three kinds of filters, and the mean of its tokens. */
  final int features;

  final float[] words;
  final float[] chars;

  /**
   * Weight of channel {@code k} of the token at offset {@code o} for filter {@code f}, in this
   * order. Each channel has an array of its own, on which {@link #multiply} takes a quarter of the
   * time that it takes on one array for all (JDK 17, x86-64).
   */
  final float[][][] conv;

  final float[] bias;

  ConvNet(int dim, int filters, int wordBits, int charBits) {
    this.dim = dim;
    this.filters = filters;
    this.wordBits = wordBits;
    this.charBits = charBits;
    this.channels = dim + TokenFeatures.EXTRA;
    this.features = 3 * filters + channels;
    this.words = new float[dim << wordBits];
    this.chars = new float[dim << charBits];
    // Filters over three tokens stand first, so that each offset has its filters in one run.
    this.conv =
        new float[][][] {
          new float[channels][3 * filters],
          new float[channels][2 * filters],
          new float[channels][filters]
        };
    this.bias = new float[3 * filters];
  }

  /**
   * What is kept of it.
   *
   * @param head weights of its features for the classes
   */
  TrainedNet trained(float[] head) {
    return new TrainedNet(
        filters,
        Quantiser.embeddings(dim, wordBits, words),
        Quantiser.embeddings(dim, charBits, chars),
        conv,
        bias,
        head);
  }

  /** Space for one text. Threading: owned by one thread. */
  static final class Scratch {
    final float[] tokens;
    final float[] answer;
    final float[] features;

    Scratch(ConvNet net) {
      // Two empty tokens follow the last one.
      tokens = new float[(TokenFeatures.MAX_TOKENS + 2) * net.channels];
      answer = new float[3 * net.filters];
      features = new float[net.features];
    }
  }

  /** Mean of the tokens, behind the filters' places. */
  void mean(NetInput input, float[] tokens, float[] out) {
    int at = 3 * filters;
    Arrays.fill(out, at, at + channels, 0);
    float share = input.size == 0 ? 0 : 1f / input.size;
    for (int t = 0; t < input.size; t++) {
      for (int k = 0; k < channels; k++) {
        out[at + k] += tokens[t * channels + k] * share;
      }
    }
  }

  /** Puts the tokens of a text side by side. */
  void embed(NetInput input, float[] tokens) {
    for (int t = 0; t < input.size; t++) {
      int at = t * channels;
      embed(input, t, tokens, at);
      System.arraycopy(input.extra, t * TokenFeatures.EXTRA, tokens, at + dim, TokenFeatures.EXTRA);
    }
    int end = input.size * channels;
    Arrays.fill(tokens, end, end + 2 * channels, 0);
  }

  /** Puts the embedding of one token at a place: its word's and the mean of its characters'. */
  private void embed(NetInput input, int t, float[] out, int at) {
    int from = input.first[t];
    int to = input.first[t + 1];
    for (int d = 0; d < dim; d++) {
      out[at + d] = 0;
    }
    for (int i = from; i < to; i++) {
      int row = (input.hashes[i] >>> (32 - charBits)) * dim;
      for (int d = 0; d < dim; d++) {
        out[at + d] += chars[row + d];
      }
    }
    int wordRow = (input.words[t] >>> (32 - wordBits)) * dim;
    float share = to > from ? 1f / (to - from) : 0;
    for (int d = 0; d < dim; d++) {
      out[at + d] = out[at + d] * share + words[wordRow + d];
    }
  }

  /** What all filters answer at a token. */
  void answer(float[] tokens, int t, float[] out) {
    System.arraycopy(bias, 0, out, 0, out.length);
    for (int offset = 0; offset < 3; offset++) {
      multiply(tokens, (t + offset) * channels, conv[offset], out);
    }
  }

  /**
   * Adds the channels of {@code x}, each times its weights, to the first places of {@code out};
   * four channels a step, because each step costs a pass over these places.
   */
  private static void multiply(float[] x, int xAt, float[][] weights, float[] out) {
    int k = 0;
    for (; k + 3 < weights.length; k += 4) {
      multiply(x, xAt + k, weights[k], weights[k + 1], weights[k + 2], weights[k + 3], out);
    }
    for (; k < weights.length; k++) {
      float last = x[xAt + k];
      float[] row = weights[k];
      for (int f = 0; f < row.length; f++) {
        out[f] += last * row[f];
      }
    }
  }

  private static void multiply(
      float[] x,
      int at,
      float[] first,
      float[] second,
      float[] third,
      float[] fourth,
      float[] out) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    for (int f = 0; f < first.length; f++) {
      out[f] = out[f] + x0 * first[f] + x1 * second[f] + x2 * third[f] + x3 * fourth[f];
    }
  }
}
