package io.tweetsentiment.sentiment.local.text;

import java.util.Arrays;

/**
 * The dense features of a text: its valence in two word lists, changed by the negation, boosters,
 * capitals and contrast around each word, and features of its style (length, punctuation, emoji).
 *
 * <p>Threading: immutable. Fixed-order arithmetic. Part of the model's format.
 */
public final class DenseFeatures {

  /** Features for each of the two word lists. */
  private static final int PER_LIST = 12;

  private static final int STYLE = 16;

  /** Number of features. */
  public static final int SIZE = 2 * PER_LIST + STYLE;

  /** Positive sum of the first list, after the rules. */
  public static final int FIRST_POSITIVE = 0;

  /** Negative sum of the first list, after the rules, as a positive number. */
  public static final int FIRST_NEGATIVE = 1;

  /** Geometric mean of the two sums of the first list. */
  public static final int FIRST_BOTH = 11;

  /** 1 when the text has a word of contrast, else 0. */
  public static final int HAS_CONTRAST = 2 * PER_LIST;

  /** Features of a list that grow with the length of the text; their square roots are used. */
  private static final int[] COUNTED = {0, 1, 2, 3, 8, 9};

  private static final double NEGATION = -0.74;
  private static final double CAPITALS = 0.733;
  private static final double BOOST = 0.293;

  private static final WordTable BOOSTERS = boosters();

  private final Lexicon lexicon;

  public DenseFeatures(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /**
   * Writes the features of the tokens to {@code out}, which has at least {@link #SIZE} elements.
   */
  void fill(Tokens tokens, double[] out) {
    Arrays.fill(out, 0, SIZE, 0);
    int capitals = count(tokens, Tokens.CAPITALS);
    boolean capitalsMean = capitals > 0 && capitals * 2 < tokens.size;
    int contrast = lastContrast(tokens);
    for (int i = 0; i < tokens.size; i++) {
      int entry = lexicon.find(tokens, i);
      if (entry >= 0) {
        double factor = tokens.has(i, Tokens.NEGATED) ? NEGATION : 1;
        boolean after = i > contrast && contrast >= 0;
        boolean emphasised = capitalsMean && tokens.has(i, Tokens.CAPITALS);
        double boost = boost(tokens, i) + (emphasised ? CAPITALS : 0);
        add(out, 0, lexicon.first(entry), boost, factor, after);
        add(out, PER_LIST, lexicon.second(entry), boost, factor, after);
      }
    }
    finish(out, 0, tokens);
    finish(out, PER_LIST, tokens);
    style(tokens, out, capitals, contrast);
  }

  private static void add(
      double[] out, int list, double valence, double boost, double factor, boolean after) {
    if (valence == 0) {
      return;
    }
    double value = (valence > 0 ? valence + boost : valence - boost) * factor;
    if (value > 0) {
      out[list] += value;
      out[list + 2]++;
      out[list + 4] = Math.max(out[list + 4], value);
      out[list + 8] += after ? value : 0;
    } else {
      out[list + 1] -= value;
      out[list + 3]++;
      out[list + 5] = Math.max(out[list + 5], -value);
      out[list + 9] -= after ? value : 0;
    }
    out[list + 6] = value;
  }

  /** Adds the compound score, and takes square roots to limit the features of long texts. */
  private static void finish(double[] out, int list, Tokens tokens) {
    double emphasis = Math.min(4, tokens.exclamations) * 0.292;
    double sum = out[list] - out[list + 1];
    sum += sum > 0 ? emphasis : sum < 0 ? -emphasis : 0;
    out[list + 7] = sum / Math.sqrt(sum * sum + 15);
    out[list + 10] = (out[list] - out[list + 1]) / Math.sqrt(1 + tokens.size);
    out[list + 11] = Math.sqrt(out[list] * out[list + 1]);
    for (int i : COUNTED) {
      out[list + i] = Math.sqrt(out[list + i]);
    }
  }

  private static void style(Tokens tokens, double[] out, int capitals, int contrast) {
    int at = HAS_CONTRAST;
    out[at++] = contrast >= 0 ? 1 : 0;
    out[at++] = Math.sqrt(tokens.size) * 0.2;
    out[at++] = Math.sqrt(Math.min(9, tokens.exclamations));
    out[at++] = Math.sqrt(Math.min(9, tokens.questions));
    out[at++] = Math.min(3, tokens.ellipses);
    out[at++] = Math.min(3, tokens.links);
    out[at++] = Math.min(3, tokens.mentions);
    out[at++] = Math.sqrt(Math.min(9, tokens.hashtags));
    out[at++] = Math.sqrt(Math.min(9, capitals));
    out[at++] = Math.min(3, count(tokens, Tokens.ELONGATED));
    out[at++] = Math.min(3, count(tokens, Tokens.NEGATOR));
    out[at++] = Math.min(3, symbols(tokens, Emoticons.HAPPY));
    out[at++] = Math.min(3, symbols(tokens, Emoticons.SAD));
    out[at++] = Math.min(3, count(tokens, Tokens.EMOJI));
    out[at++] = tokens.size > 0 && tokens.hash[0] == TweetTokenizer.MENTION ? 1 : 0;
    out[at] = tokens.exclamations > 0 && tokens.questions > 0 ? 1 : 0;
  }

  private static double boost(Tokens tokens, int i) {
    double boost = 0;
    for (int back = 1; back <= 3 && back <= i; back++) {
      int step = BOOSTERS.get(tokens.hash[i - back]);
      if (step != 0) {
        boost += step * BOOST * (1.05 - 0.05 * back);
      }
    }
    return boost;
  }

  private static int count(Tokens tokens, int flag) {
    int count = 0;
    for (int i = 0; i < tokens.size; i++) {
      count += tokens.has(i, flag) ? 1 : 0;
    }
    return count;
  }

  private static int symbols(Tokens tokens, long hash) {
    int count = 0;
    for (int i = 0; i < tokens.size; i++) {
      count += tokens.hash[i] == hash ? 1 : 0;
    }
    return count;
  }

  private static int lastContrast(Tokens tokens) {
    for (int i = tokens.size - 1; i >= 0; i--) {
      if (tokens.has(i, Tokens.CONTRAST)) {
        return i;
      }
    }
    return -1;
  }

  private static WordTable boosters() {
    String[] more =
        ("absolutely amazingly awfully completely decidedly deeply effing enormously entirely"
                + " especially exceptionally extremely fabulously fricking freaking fully fucking"
                + " greatly hella highly hugely incredibly intensely majorly more most particularly"
                + " purely quite really remarkably so substantially super thoroughly total totally"
                + " tremendously uber unbelievably utterly very damn")
            .split(" ", -1);
    String[] less =
        "almost barely hardly kinda kindof less little marginally occasionally partly scarcely"
            .concat(" slightly somewhat sorta sortof")
            .split(" ", -1);
    long[] hashes = new long[more.length + less.length];
    short[] steps = new short[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      boolean up = i < more.length;
      hashes[i] = Hash.of(up ? more[i] : less[i - more.length]);
      steps[i] = (short) (up ? 1 : -1);
    }
    return new WordTable(hashes, steps);
  }
}
