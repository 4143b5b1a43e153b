package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/**
 * Reads texts with a {@link LinearModel}, and remembers the sums of a word's characters. The sums
 * are integers, so the result is the same bits whatever was remembered.
 *
 * <p>Threading: thread-safe without locks; what is remembered is immutable.
 */
final class LinearReader {

  /** Words that are remembered, at most. */
  private static final int SLOTS = 1 << 15;

  private final LinearModel model;
  private final Word[] remembered = new Word[SLOTS];

  LinearReader(LinearModel model) {
    this.model = model;
  }

  /** Sums over the runs of characters of a word, and how many there are. */
  private static final class Word {
    private final long hash;
    private final int[] sums;
    private final int runs;

    private Word(long hash, int[] sums, int runs) {
      this.hash = hash;
      this.sums = sums;
      this.runs = runs;
    }
  }

  /** Space for one text. Threading: owned by one thread. */
  static final class Scratch {
    private final int[] words = new int[LinearModel.LANES];
    private final int[] chars = new int[LinearModel.LANES];

    /** Answers of all lanes. */
    final double[] logits = new double[LinearModel.LANES];
  }

  /**
   * Answers of all lanes, in {@code scratch.logits}.
   *
   * @param grams space for the runs; the words' are filled in already
   * @param evidence of the text; the experts' answers are put behind it
   */
  void read(Tokens tokens, Grams grams, double[] evidence, Scratch scratch) {
    model.sum(grams.hashes, 0, grams.words, scratch.words);
    int[] chars = scratch.chars;
    Arrays.fill(chars, 0);
    int runs = 0;
    for (int i = 0; i < tokens.size; i++) {
      if (!tokens.has(i, Tokens.SYMBOL)) {
        Word word = word(tokens, i, grams);
        for (int lane = 0; lane < chars.length; lane++) {
          chars[lane] += word.sums[lane];
        }
        runs += word.runs;
      }
    }
    model.answer(scratch.words, grams.words, chars, runs, evidence, scratch.logits);
  }

  private Word word(Tokens tokens, int token, Grams grams) {
    long hash = tokens.hash[token];
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    Word word = remembered[slot];
    if (word == null || word.hash != hash) {
      int end = grams.characters(tokens, token, grams.words);
      int[] sums = new int[LinearModel.LANES];
      model.sum(grams.hashes, grams.words, end, sums);
      word = new Word(hash, sums, end - grams.words);
      remembered[slot] = word;
    }
    return word;
  }
}
