package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.NetPredictor;
import io.tweetsentiment.sentiment.local.model.TokenFeatures;
import io.tweetsentiment.sentiment.local.model.TrainedNet;
import java.util.Arrays;

/**
 * A small convolutional net over the tokens of a text, in training: embeddings of words and of
 * their characters, filters over one, two and three tokens with max pooling, and the mean of the
 * tokens. {@link NetTrainer} trains it; {@link NetPredictor} computes what the trained net
 * predicts.
 *
 * <p>Threading: owned by one thread. Fixed-order arithmetic, so the same bits on every machine.
 */
final class ConvNet {

  final int dim;
  final int filters;
  final int wordBits;
  final int charBits;

  /** Numbers of a token: its embedding and the extra numbers. */
  final int channels;

  /** Numbers of a text: the maxima of three kinds of filters, and the mean of its tokens. */
  final int features;

  final float[] words;
  final float[] chars;

  /**
   * Weight of channel {@code k} of the token at offset {@code o} for filter {@code f}, in this
   * order. Each channel has its own array, because {@link #multiply} then takes a quarter of the
   * time that it takes with one array for all channels (JDK 17, x86-64).
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
    // Filters over three tokens come first, so that the filters of each offset are contiguous.
    this.conv =
        new float[][][] {
          new float[channels][3 * filters],
          new float[channels][2 * filters],
          new float[channels][filters]
        };
    this.bias = new float[3 * filters];
  }

  /**
   * The trained net, with quantised embeddings.
   *
   * @param head weights of the features for the classes
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

  /** Buffers for one text. Threading: owned by one thread. */
  static final class Scratch {
    final float[] tokens;
    final float[] outputs;
    final float[] features;

    Scratch(ConvNet net) {
      // The last token is followed by two empty ones.
      tokens = new float[(TokenFeatures.MAX_TOKENS + 2) * net.channels];
      outputs = new float[3 * net.filters];
      features = new float[net.features];
    }
  }

  /** Writes the mean of the tokens, after the features of the filters. */
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

  /** Writes the channels of all tokens of a text, one token after the other. */
  void embed(NetInput input, float[] tokens) {
    for (int t = 0; t < input.size; t++) {
      int at = t * channels;
      embed(input, t, tokens, at);
      System.arraycopy(input.extra, t * TokenFeatures.EXTRA, tokens, at + dim, TokenFeatures.EXTRA);
    }
    int end = input.size * channels;
    Arrays.fill(tokens, end, end + 2 * channels, 0);
  }

  /** Writes the embedding of a token: that of its word plus the mean of its character runs. */
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

  /** Computes the outputs of all filters at a token. */
  void outputs(float[] tokens, int t, float[] out) {
    System.arraycopy(bias, 0, out, 0, out.length);
    for (int offset = 0; offset < 3; offset++) {
      multiply(tokens, (t + offset) * channels, conv[offset], out);
    }
  }

  /**
   * Adds the channels of {@code x}, each multiplied by its weights, to the first elements of {@code
   * out}. Takes four channels per step, because each step costs a pass over these elements.
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
