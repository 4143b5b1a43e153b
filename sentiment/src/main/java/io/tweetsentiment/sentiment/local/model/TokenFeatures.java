package io.tweetsentiment.sentiment.local.model;

import io.tweetsentiment.sentiment.local.text.Emoticons;
import io.tweetsentiment.sentiment.local.text.Hash;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Tokens;

/** The input of the nets for one token: a hash of its word, and a few numbers. */
public final class TokenFeatures {

  /** Largest number of tokens that the nets use; the rest of a longer text is ignored. */
  public static final int MAX_TOKENS = 128;

  /** Count of numbers of a token besides its embedding. */
  public static final int EXTRA = 9;

  private TokenFeatures() {}

  /** The hash that selects the embedding of a word. */
  public static int word(long hash) {
    return (int) (Hash.mix(hash) >>> 32);
  }

  /** Writes the {@link #EXTRA} numbers of a token to {@code out}, from index {@code at} on. */
  public static void extra(Tokens tokens, int token, Lexicon lexicon, float[] out, int at) {
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
    out[at + 8] = hash == Emoticons.HAPPY ? 1 : hash == Emoticons.SAD ? -1 : 0;
  }
}
