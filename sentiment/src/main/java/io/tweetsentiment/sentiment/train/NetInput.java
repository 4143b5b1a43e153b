package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.TokenFeatures;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.Tokens;
import java.util.Arrays;

/**
 * A text as input of a {@link ConvNet}: for each token a hash of its word, the hashes of its
 * character runs, and the extra numbers of {@link TokenFeatures}.
 *
 * <p>Threading: owned by one thread while it is filled.
 */
final class NetInput {

  int size;
  int[] words = new int[TokenFeatures.MAX_TOKENS];
  float[] extra = new float[TokenFeatures.MAX_TOKENS * TokenFeatures.EXTRA];
  int[] hashes;
  int[] first;

  /** Fills in the tokens. Keeps references to the arrays of the n-grams, not copies. */
  void fill(Tokens tokens, Ngrams ngrams, Lexicon lexicon) {
    hashes = ngrams.hashes;
    first = ngrams.first;
    size = Math.min(tokens.size, TokenFeatures.MAX_TOKENS);
    for (int i = 0; i < size; i++) {
      words[i] = TokenFeatures.word(tokens.hash[i]);
      TokenFeatures.extra(tokens, i, lexicon, extra, i * TokenFeatures.EXTRA);
    }
  }

  /**
   * A copy with arrays of minimal size.
   *
   * @param shared a copy of the hashes of the n-grams
   */
  NetInput copy(int[] shared) {
    NetInput copy = new NetInput();
    copy.size = size;
    copy.words = Arrays.copyOf(words, size);
    copy.extra = Arrays.copyOf(extra, size * TokenFeatures.EXTRA);
    copy.hashes = shared;
    copy.first = Arrays.copyOf(first, size + 1);
    return copy;
  }
}
