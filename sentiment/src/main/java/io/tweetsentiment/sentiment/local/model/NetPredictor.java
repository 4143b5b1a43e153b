package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.Tokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Computes the mean logits of several nets of one shape, with a cache of what the nets compute for
 * each token: its embeddings and its share of the outputs of all filters. Tweets repeat the same
 * words, so most tokens cost only a few additions.
 *
 * <p>The numbers of one kind are contiguous over all nets, because the loops over them are fast
 * only when they span several vector registers. The nets' embeddings of the same characters are
 * adjacent, so that one read from memory fetches them all.
 *
 * <p>Threading: thread-safe without locks. Cached values are immutable. Two threads may compute the
 * same value, with the same bits, so the result never depends on the cache.
 */
public final class NetPredictor {

  /** Largest number of cached tokens. */
  private static final int SLOTS = 1 << 14;

  /** Parts of the filter outputs: three of the first token, two of the next, one of the third. */
  private static final int PARTS = 6;

  private static final int CLASSES = Output.FIRST_EXPERT;

  private final Lexicon lexicon;
  private final List<TrainedNet> nets;
  private final int dim;
  private final int filters;

  /** Length of a run: the filters of one width, over all nets. */
  private final int run;

  /** The nets' embeddings of characters, in the layout of {@link ByteSums}. */
  private final long[] chars;

  /** Weights of each net's channels for all parts. */
  private final float[][][] weights;

  /** Weights of the features for each class, followed by the constant. */
  private final double[][] heads;

  private final Token[] cache = new Token[SLOTS];

  /** The numbers of an empty token. */
  private final float[] empty;

  /**
   * Prepares some nets.
   *
   * @param nets at least one, all of one shape; the result is their mean
   */
  public NetPredictor(List<TrainedNet> nets, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.nets = nets;
    this.dim = nets.get(0).dim();
    this.filters = nets.get(0).filters();
    this.run = nets.size() * filters;
    this.empty = new float[PARTS * run + nets.size() * dim + TokenFeatures.EXTRA];
    this.chars = sideBySide(nets);
    this.weights = nets.stream().map(NetPredictor::weights).toArray(float[][][]::new);
    this.heads = heads();
  }

  private static long[] sideBySide(List<TrainedNet> nets) {
    int longs = nets.get(0).dim() / Long.BYTES;
    long[] all = new long[nets.size() * (longs << nets.get(0).chars().bits())];
    for (int n = 0; n < nets.size(); n++) {
      ByteBuffer steps = ByteBuffer.wrap(nets.get(n).chars().steps());
      steps.order(ByteOrder.LITTLE_ENDIAN);
      for (int row = 0; steps.hasRemaining(); row++) {
        for (int i = 0; i < longs; i++) {
          all[(row * nets.size() + n) * longs + i] = ByteSums.withOffset(steps.getLong());
        }
      }
    }
    return all;
  }

  private static float[][] weights(TrainedNet net) {
    int filters = net.filters();
    float[][] weights = new float[net.conv()[0].length][PARTS * filters];
    for (int k = 0; k < weights.length; k++) {
      int at = 0;
      for (float[][] offset : net.conv()) {
        System.arraycopy(offset[k], 0, weights[k], at, offset[k].length);
        at += offset[k].length;
      }
    }
    return weights;
  }

  /** Combines the nets' heads into one, in the order of the features of this class. */
  private double[][] heads() {
    int maxima = 3 * run;
    double[][] all = new double[CLASSES][maxima + nets.size() * dim + TokenFeatures.EXTRA + 1];
    for (int n = 0; n < nets.size(); n++) {
      float[] head = nets.get(n).head();
      int at = 0;
      for (int i = 0; i < head.length / CLASSES; i++) {
        if (i < 3 * filters) {
          at = i / filters * run + n * filters + i % filters;
        } else if (i < 3 * filters + dim) {
          at = maxima + n * dim + i - 3 * filters;
        } else {
          // The extra numbers of a token, and the constant, are the same for all nets.
          at = maxima + nets.size() * dim + i - 3 * filters - dim;
        }
        for (int k = 0; k < CLASSES; k++) {
          all[k][at] += (double) head[i * CLASSES + k] / nets.size();
        }
      }
    }
    return all;
  }

  /** What the nets compute for a token, independent of its position. */
  private static final class Token {
    private final long key;

    /**
     * One run for each part of the filter outputs: of the first token for filters of width three,
     * two and one, of the next token for widths three and two, of the third token for width three.
     * Then the embeddings, and the extra numbers of the token.
     */
    private final float[] numbers;

    private Token(long key, float[] numbers) {
      this.key = key;
      this.numbers = numbers;
    }
  }

  /** Buffers for one text. Threading: owned by one thread. */
  public static final class Scratch {
    /** The numbers of the tokens, followed by two empty tokens. */
    private final float[][] tokens = new float[TokenFeatures.MAX_TOKENS + 2][];

    /**
     * The bits of the largest filter outputs. Outputs below zero do not count, and floats from zero
     * on have the order of their bits; a maximum of integers takes a quarter of the time of one of
     * floats without the optimising compiler, and the same time with it.
     */
    private final int[] maxima;

    private final float[] mean;

    public Scratch(NetPredictor predictor) {
      maxima = new int[3 * predictor.run];
      mean = new float[predictor.empty.length - PARTS * predictor.run];
    }
  }

  /**
   * Computes the mean logits of the nets for a text.
   *
   * @param ngrams its free space after the words is used as a buffer
   * @param logits receives the logits of the classes
   */
  public void predict(Tokens tokens, Ngrams ngrams, Scratch scratch, double[] logits) {
    int size = Math.min(tokens.size, TokenFeatures.MAX_TOKENS);
    float[][] seen = scratch.tokens;
    for (int t = 0; t < size; t++) {
      seen[t] = token(tokens, ngrams, t).numbers;
    }
    seen[size] = empty;
    seen[size + 1] = empty;
    Arrays.fill(scratch.maxima, 0);
    Arrays.fill(scratch.mean, 0);
    for (int t = 0; t < size; t++) {
      updateMaxima(seen[t], seen[t + 1], seen[t + 2], run, scratch.maxima);
      add(seen[t], PARTS * run, scratch.mean);
    }
    float share = size == 0 ? 0 : 1f / size;
    for (int i = 0; i < scratch.mean.length; i++) {
      scratch.mean[i] *= share;
    }
    for (int k = 0; k < CLASSES; k++) {
      logits[k] = product(scratch.maxima, scratch.mean, heads[k]);
    }
  }

  /** Updates the maxima with the filter outputs at a token, which cover the next two as well. */
  private static void updateMaxima(
      float[] token, float[] next, float[] third, int run, int[] maxima) {
    int two = run;
    int one = 2 * run;
    int nextThree = 3 * run;
    int nextTwo = 4 * run;
    int thirdThree = 5 * run;
    for (int f = 0; f < run; f++) {
      float output = token[f] + next[nextThree + f] + third[thirdThree + f];
      maxima[f] = Math.max(maxima[f], Float.floatToRawIntBits(output));
    }
    for (int f = 0; f < run; f++) {
      float output = token[two + f] + next[nextTwo + f];
      maxima[two + f] = Math.max(maxima[two + f], Float.floatToRawIntBits(output));
    }
    for (int f = 0; f < run; f++) {
      maxima[one + f] = Math.max(maxima[one + f], Float.floatToRawIntBits(token[one + f]));
    }
  }

  private static void add(float[] from, int at, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[at + i];
    }
  }

  private static double product(int[] maxima, float[] mean, double[] head) {
    double sum = head[head.length - 1];
    for (int i = 0; i < maxima.length; i++) {
      sum += Float.intBitsToFloat(maxima[i]) * head[i];
    }
    for (int i = 0; i < mean.length; i++) {
      sum += mean[i] * head[maxima.length + i];
    }
    return sum;
  }

  private Token token(Tokens tokens, Ngrams ngrams, int t) {
    // The extra numbers depend on the flags; the odd factor gives each combination its own key.
    long key = tokens.hash[t] ^ (tokens.flags[t] * 0x9e3779b97f4a7c15L);
    int slot = (int) (key >>> 40) & (SLOTS - 2);
    Token first = cache[slot];
    if (first != null && first.key == key) {
      return first;
    }
    // A token that recurs moves to the first entry of its slot, which new tokens do not replace.
    Token second = cache[slot + 1];
    if (second != null && second.key == key) {
      cache[slot + 1] = first;
      cache[slot] = second;
      return second;
    }
    Token token = new Token(key, numbers(tokens, ngrams, t));
    cache[first == null ? slot : slot + 1] = token;
    return token;
  }

  private float[] numbers(Tokens tokens, Ngrams ngrams, int t) {
    float[] numbers = new float[empty.length];
    int embeddings = PARTS * run;
    int extra = embeddings + nets.size() * dim;
    embed(tokens, ngrams, t, numbers, embeddings);
    TokenFeatures.extra(tokens, t, lexicon, numbers, extra);
    float[] parts = new float[PARTS * filters];
    for (int n = 0; n < nets.size(); n++) {
      Arrays.fill(parts, 0);
      System.arraycopy(nets.get(n).bias(), 0, parts, 0, 3 * filters);
      multiply(numbers, embeddings + n * dim, weights[n], 0, dim, parts);
      multiply(numbers, extra, weights[n], dim, TokenFeatures.EXTRA, parts);
      for (int part = 0; part < PARTS; part++) {
        System.arraycopy(parts, part * filters, numbers, part * run + n * filters, filters);
      }
    }
    return numbers;
  }

  /**
   * Adds some channels of {@code x}, each multiplied by its weights, in their order. Two channels
   * at a time need half the reads and writes of {@code out}.
   */
  private static void multiply(
      float[] x, int at, float[][] weights, int from, int count, float[] out) {
    int waiting = -1;
    for (int k = 0; k < count; k++) {
      if (x[at + k] == 0) {
        continue;
      }
      if (waiting < 0) {
        waiting = k;
      } else {
        add(x[at + waiting], weights[from + waiting], x[at + k], weights[from + k], out);
        waiting = -1;
      }
    }
    if (waiting >= 0) {
      float factor = x[at + waiting];
      float[] row = weights[from + waiting];
      for (int f = 0; f < out.length; f++) {
        out[f] += factor * row[f];
      }
    }
  }

  private static void add(float first, float[] one, float second, float[] other, float[] out) {
    for (int f = 0; f < out.length; f++) {
      out[f] = out[f] + first * one[f] + second * other[f];
    }
  }

  /** Writes the embeddings of a token: that of its word plus the mean of its character runs. */
  private void embed(Tokens tokens, Ngrams ngrams, int t, float[] out, int at) {
    int from = ngrams.words;
    int to = tokens.has(t, Tokens.SYMBOL) ? from : ngrams.characters(tokens, t, from);
    int[] sums = new int[nets.size() * dim];
    ByteSums.of(chars, ngrams.hashes, from, to, 32 - nets.get(0).chars().bits(), sums);
    int word = TokenFeatures.word(tokens.hash[t]);
    for (int n = 0; n < nets.size(); n++) {
      TrainedNet net = nets.get(n);
      float share = to > from ? net.chars().scale() / (to - from) : 0;
      int row = net.words().row(word);
      for (int d = 0; d < dim; d++) {
        out[at + n * dim + d] =
            sums[n * dim + d] * share + net.words().steps()[row + d] * net.words().scale();
      }
    }
  }
}
