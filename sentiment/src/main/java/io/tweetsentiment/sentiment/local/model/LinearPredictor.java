package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.Tokens;
import java.util.Arrays;

/**
 * Computes the logits of a {@link LinearModel}, with a cache of the sums over each word's
 * characters. The sums are integers, so the result has the same bits whether a word was cached or
 * not.
 *
 * <p>Threading: thread-safe without locks; cached values are immutable.
 */
public final class LinearPredictor {

  /** Largest number of cached words. */
  private static final int SLOTS = 1 << 15;

  private final LinearModel model;
  private final Word[] cache = new Word[SLOTS];

  public LinearPredictor(LinearModel model) {
    this.model = model;
  }

  /** Sums over the character runs of a word, and their number. */
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

  /** Buffers for one text. Threading: owned by one thread. */
  public static final class Scratch {
    private final int[] words = new int[LinearModel.OUTPUTS];
    private final int[] chars = new int[LinearModel.OUTPUTS];

    /** The logits of all outputs. */
    public final double[] logits = new double[LinearModel.OUTPUTS];
  }

  /**
   * Computes the logits of all outputs into {@code scratch.logits}.
   *
   * @param ngrams computed for words; its free space is used as a buffer
   * @param denseFeatures of the text; the logits of the experts are appended to them
   */
  public void predict(Tokens tokens, Ngrams ngrams, double[] denseFeatures, Scratch scratch) {
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
    model.logits(scratch.words, ngrams.words, chars, runs, denseFeatures, scratch.logits);
  }

  private Word word(Tokens tokens, int token, Ngrams ngrams) {
    long hash = tokens.hash[token];
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    Word word = cache[slot];
    if (word == null || word.hash != hash) {
      int end = ngrams.characters(tokens, token, ngrams.words);
      int[] sums = new int[LinearModel.OUTPUTS];
      model.sum(ngrams.hashes, ngrams.words, end, sums);
      word = new Word(hash, sums, end - ngrams.words);
      cache[slot] = word;
    }
    return word;
  }
}
