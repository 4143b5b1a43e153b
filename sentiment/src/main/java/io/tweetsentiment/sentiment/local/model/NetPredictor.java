package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.Tokens;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Reads texts with some nets of one shape at once, and remembers what they made of a token: its
 * embeddings and their share in the answers of all filters. Tweets say the same words again and
 * again, so most tokens cost a few additions.
 *
 * <p>All nets' numbers of a kind lie in one run, because the loops over them only become fast when
 * they are some vectors long; and the nets' embeddings of the same characters lie side by side, so
 * that they come with one read from memory.
 *
 * <p>Threading: thread-safe without locks. What is remembered is immutable; two threads may make
 * the same one, with the same numbers. So the result never depends on what was remembered.
 */
public final class NetPredictor {

  /** Tokens that are remembered, at most. */
  private static final int SLOTS = 1 << 14;

  /** Kinds of parts of an answer: three of the first token, two of the next, one of the third. */
  private static final int PARTS = 6;

  private static final int CLASSES = Output.FIRST_EXPERT;

  private final Lexicon lexicon;
  private final List<TrainedNet> nets;
  private final int dim;
  private final int filters;

  /** Numbers of a kind: the filters of one width of all nets. */
  private final int run;

  /** The nets' embeddings of characters as {@link ByteSums} wants them. */
  private final long[] chars;

  /** Weights of a channel for all of a net's parts. */
  private final float[][][] weights;

  /** Weights of the features, one row for each class, last the constant. */
  private final double[][] heads;

  private final Token[] remembered = new Token[SLOTS];

  /** A token that answers nothing. */
  private final float[] silence;

  /**
   * Takes nets.
   *
   * @param nets at least one, all of one shape; their mean answers
   */
  public NetPredictor(List<TrainedNet> nets, Lexicon lexicon) {
    this.lexicon = lexicon;
    this.nets = nets;
    this.dim = nets.get(0).dim();
    this.filters = nets.get(0).filters();
    this.run = nets.size() * filters;
    this.silence = new float[PARTS * run + nets.size() * dim + TokenFeatures.EXTRA];
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

  /** The nets' heads as one, in the order of the features here. */
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
          // What is known about tokens, and the constant, is the same for all nets.
          at = maxima + nets.size() * dim + i - 3 * filters - dim;
        }
        for (int k = 0; k < CLASSES; k++) {
          all[k][at] += (double) head[i * CLASSES + k] / nets.size();
        }
      }
    }
    return all;
  }

  /** What the nets make of a token, wherever it stands. */
  private static final class Token {
    private final long key;

    /**
     * The parts of the answers, a run of each kind: of the first token for filters over three, two
     * and one, of the next for three and two, of the third. Then the embeddings and what is known
     * besides.
     */
    private final float[] numbers;

    private Token(long key, float[] numbers) {
      this.key = key;
      this.numbers = numbers;
    }
  }

  /** Space for one text. Threading: owned by one thread. */
  public static final class Scratch {
    /** The tokens' numbers; two tokens that answer nothing follow the last one. */
    private final float[][] tokens = new float[TokenFeatures.MAX_TOKENS + 2][];

    private final float[] maxima;
    private final float[] mean;

    public Scratch(NetPredictor predictor) {
      maxima = new float[3 * predictor.run];
      mean = new float[predictor.silence.length - PARTS * predictor.run];
    }
  }

  /**
   * The nets' mean answer about a text.
   *
   * @param ngrams space behind the words for runs of characters
   * @param answers where the classes' answers go
   */
  public void predict(Tokens tokens, Ngrams ngrams, Scratch scratch, double[] answers) {
    int size = Math.min(tokens.size, TokenFeatures.MAX_TOKENS);
    float[][] seen = scratch.tokens;
    for (int t = 0; t < size; t++) {
      seen[t] = token(tokens, ngrams, t).numbers;
    }
    seen[size] = silence;
    seen[size + 1] = silence;
    Arrays.fill(scratch.maxima, 0);
    Arrays.fill(scratch.mean, 0);
    for (int t = 0; t < size; t++) {
      answer(seen[t], seen[t + 1], seen[t + 2], run, scratch.maxima);
      add(seen[t], PARTS * run, scratch.mean);
    }
    float share = size == 0 ? 0 : 1f / size;
    for (int i = 0; i < scratch.mean.length; i++) {
      scratch.mean[i] *= share;
    }
    for (int k = 0; k < CLASSES; k++) {
      answers[k] = product(scratch.maxima, scratch.mean, heads[k]);
    }
  }

  /** Raises the maxima to what the filters answer at a token, seen with the next two. */
  private static void answer(float[] token, float[] next, float[] third, int run, float[] maxima) {
    int two = run;
    int one = 2 * run;
    int nextThree = 3 * run;
    int nextTwo = 4 * run;
    int thirdThree = 5 * run;
    for (int f = 0; f < run; f++) {
      maxima[f] = Math.max(maxima[f], token[f] + next[nextThree + f] + third[thirdThree + f]);
    }
    for (int f = 0; f < run; f++) {
      maxima[two + f] = Math.max(maxima[two + f], token[two + f] + next[nextTwo + f]);
    }
    for (int f = 0; f < run; f++) {
      maxima[one + f] = Math.max(maxima[one + f], token[one + f]);
    }
  }

  private static void add(float[] from, int at, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[at + i];
    }
  }

  private static double product(float[] maxima, float[] mean, double[] head) {
    double sum = head[head.length - 1];
    for (int i = 0; i < maxima.length; i++) {
      sum += maxima[i] * head[i];
    }
    for (int i = 0; i < mean.length; i++) {
      sum += mean[i] * head[maxima.length + i];
    }
    return sum;
  }

  private Token token(Tokens tokens, Ngrams ngrams, int t) {
    // The flags say what is known besides the word; an odd factor keeps their keys apart.
    long key = tokens.hash[t] ^ (tokens.flags[t] * 0x9e3779b97f4a7c15L);
    int slot = (int) (key >>> 40) & (SLOTS - 2);
    Token first = remembered[slot];
    if (first != null && first.key == key) {
      return first;
    }
    // A token that comes again moves to the first place of its slot, where rare ones do not get.
    Token second = remembered[slot + 1];
    if (second != null && second.key == key) {
      remembered[slot + 1] = first;
      remembered[slot] = second;
      return second;
    }
    Token token = new Token(key, numbers(tokens, ngrams, t));
    remembered[first == null ? slot : slot + 1] = token;
    return token;
  }

  private float[] numbers(Tokens tokens, Ngrams ngrams, int t) {
    float[] numbers = new float[silence.length];
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

  /** Adds some channels from {@code x}, each times its weights. */
  private static void multiply(
      float[] x, int at, float[][] weights, int from, int count, float[] out) {
    for (int k = 0; k < count; k++) {
      float factor = x[at + k];
      if (factor != 0) {
        float[] row = weights[from + k];
        for (int f = 0; f < out.length; f++) {
          out[f] += factor * row[f];
        }
      }
    }
  }

  /** Puts a token's embeddings at a place: its word's and the mean of its characters'. */
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
