package io.tweetsentiment.sentiment.local;

import java.util.Arrays;

/**
 * A text as {@link ConvNet} sees it: for each token a hash, the hashes of its characters, and what
 * is known about it besides.
 *
 * <p>Threading: owned by one thread while it is filled.
 */
final class NetInput {

  /** Tokens that the net looks at. */
  static final int MAX_TOKENS = 128;

  /** Numbers known about a token. */
  static final int EXTRA = 9;

  int size;
  int[] words = new int[MAX_TOKENS];
  float[] extra = new float[MAX_TOKENS * EXTRA];
  int[] hashes;
  int[] first;

  /** Fills in the tokens; keeps the arrays of the grams, not copies. */
  void fill(Tokens tokens, Grams grams, Lexicon lexicon) {
    hashes = grams.hashes;
    first = grams.first;
    fill(tokens, lexicon);
  }

  /** Fills in the tokens without their characters. */
  void fill(Tokens tokens, Lexicon lexicon) {
    size = Math.min(tokens.size, MAX_TOKENS);
    for (int i = 0; i < size; i++) {
      words[i] = (int) (Hash.mix(tokens.hash[i]) >>> 32);
      int entry = lexicon.find(tokens, i);
      int at = i * EXTRA;
      boolean negated = tokens.has(i, Tokens.NEGATED);
      double turn = negated ? -0.7 : 1;
      extra[at] = entry < 0 ? 0 : (float) (lexicon.first(entry) * turn * 0.3);
      extra[at + 1] = entry < 0 ? 0 : (float) (lexicon.second(entry) * turn * 0.3);
      extra[at + 2] = negated ? 1 : 0;
      extra[at + 3] = tokens.has(i, Tokens.CAPITALS) ? 1 : 0;
      extra[at + 4] = tokens.has(i, Tokens.ELONGATED) ? 1 : 0;
      extra[at + 5] = tokens.has(i, Tokens.HASHTAG) ? 1 : 0;
      extra[at + 6] = tokens.has(i, Tokens.NEGATOR) ? 1 : 0;
      extra[at + 7] = tokens.has(i, Tokens.CONTRAST) ? 1 : 0;
      extra[at + 8] =
          tokens.hash[i] == Emoticons.GLAD ? 1 : tokens.hash[i] == Emoticons.SAD ? -1 : 0;
    }
  }

  /**
   * A copy that keeps its own arrays, as small as can be.
   *
   * @param shared the hashes of the grams, already copied
   */
  NetInput copy(int[] shared) {
    NetInput copy = new NetInput();
    copy.size = size;
    copy.words = Arrays.copyOf(words, size);
    copy.extra = Arrays.copyOf(extra, size * EXTRA);
    copy.hashes = shared;
    copy.first = Arrays.copyOf(first, size + 1);
    return copy;
  }
}
