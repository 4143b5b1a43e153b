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
    size = Math.min(tokens.size, MAX_TOKENS);
    for (int i = 0; i < size; i++) {
      words[i] = word(tokens.hash[i]);
      extra(tokens, i, lexicon, extra, i * EXTRA);
    }
  }

  /** The hash that chooses a word's embedding. */
  static int word(long hash) {
    return (int) (Hash.mix(hash) >>> 32);
  }

  /** Puts what is known about a token besides its word at a place. */
  static void extra(Tokens tokens, int token, Lexicon lexicon, float[] out, int at) {
    int entry = lexicon.find(tokens, token);
    boolean negated = tokens.has(token, Tokens.NEGATED);
    double turn = negated ? -0.7 : 1;
    out[at] = entry < 0 ? 0 : (float) (lexicon.first(entry) * turn * 0.3);
    out[at + 1] = entry < 0 ? 0 : (float) (lexicon.second(entry) * turn * 0.3);
    out[at + 2] = negated ? 1 : 0;
    out[at + 3] = tokens.has(token, Tokens.CAPITALS) ? 1 : 0;
    out[at + 4] = tokens.has(token, Tokens.ELONGATED) ? 1 : 0;
    out[at + 5] = tokens.has(token, Tokens.HASHTAG) ? 1 : 0;
    out[at + 6] = tokens.has(token, Tokens.NEGATOR) ? 1 : 0;
    out[at + 7] = tokens.has(token, Tokens.CONTRAST) ? 1 : 0;
    long hash = tokens.hash[token];
    out[at + 8] = hash == Emoticons.GLAD ? 1 : hash == Emoticons.SAD ? -1 : 0;
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
