package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.Tokens;
import java.util.Arrays;

/**
 * Reads texts with a {@link LinearModel}, and remembers the sums of a word's characters. The sums
 * are integers, so the result is the same bits whatever was remembered.
 *
 * <p>Threading: thread-safe without locks; what is remembered is immutable.
 */
public final class LinearPredictor {

  /** Words that are remembered, at most. */
  private static final int SLOTS = 1 << 15;

  private final LinearModel model;
  private final Word[] remembered = new Word[SLOTS];

  public LinearPredictor(LinearModel model) {
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
  public static final class Scratch {
    private final int[] words = new int[LinearModel.OUTPUTS];
    private final int[] chars = new int[LinearModel.OUTPUTS];

    /** Answers of all outputs. */
    public final double[] logits = new double[LinearModel.OUTPUTS];
  }

  /**
   * Answers of all outputs, in {@code scratch.logits}.
   *
   * @param ngrams space for the runs; the words' are filled in already
   * @param evidence of the text; the experts' answers are put behind it
   */
  public void predict(Tokens tokens, Ngrams ngrams, double[] evidence, Scratch scratch) {
    model.sum(ngrams.hashes, 0, ngrams.words, scratch.words);
    int[] chars = scratch.chars;
    Arrays.fill(chars, 0);
    int runs = 0;
    for (int i = 0; i < tokens.size; i++) {
      if (!tokens.has(i, Tokens.SYMBOL)) {
        Word word = word(tokens, i, ngrams);
        for (int output = 0; output < chars.length; output++) {
          chars[output] += word.sums[output];
        }
        runs += word.runs;
      }
    }
    model.answer(scratch.words, ngrams.words, chars, runs, evidence, scratch.logits);
  }

  private Word word(Tokens tokens, int token, Ngrams ngrams) {
    long hash = tokens.hash[token];
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    Word word = remembered[slot];
    if (word == null || word.hash != hash) {
      int end = ngrams.characters(tokens, token, ngrams.words);
      int[] sums = new int[LinearModel.OUTPUTS];
      model.sum(ngrams.hashes, ngrams.words, end, sums);
      word = new Word(hash, sums, end - ngrams.words);
      remembered[slot] = word;
    }
    return word;
  }
}
