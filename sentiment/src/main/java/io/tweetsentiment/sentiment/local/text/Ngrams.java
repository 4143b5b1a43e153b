package io.tweetsentiment.sentiment.local.text;

/**
 * The hashed features of a text: words, pairs and triples of words, negated words; and runs of 2 to
 * 5 characters inside words. What is kept of each is 32 bits of a hash; a table uses as many of
 * them as it has.
 *
 * <p>Threading: owned by one thread. Part of the model's format.
 */
public final class Ngrams {

  private static final int LONGEST = 5;
  private static final int MAX = 96 * 1024;

  private static final long PAIR = 0x51ab3f1dL;
  private static final long NEGATED = 0x7d3c9e55L;
  private static final long CHARS = 0x2545f4914f6cdd1dL;
  private static final char EDGE = '\u0001';

  /** Hashes of the words and their runs, then those of the characters. */
  public final int[] hashes;

  public int words;
  public int size;

  /** First run of characters of each token in {@link #hashes}, and one past the last token's. */
  public final int[] first = new int[Tokens.MAX_TOKENS + 1];

  Ngrams() {
    hashes = new int[MAX];
  }

  /** What was found in a text before. */
  public Ngrams(int[] hashes, int words) {
    this.hashes = hashes;
    this.words = words;
    this.size = hashes.length;
  }

  /** Fills in all hashes. */
  void fill(Tokens tokens) {
    fillWords(tokens);
    int at = words;
    for (int i = 0; i < tokens.size; i++) {
      first[i] = at;
      if (!tokens.has(i, Tokens.SYMBOL) && at < MAX - 256) {
        at = characters(tokens, i, at);
      }
    }
    first[tokens.size] = at;
    size = at;
  }

  /** Fills in the hashes of words only. */
  void fillWords(Tokens tokens) {
    int at = 0;
    long before = 0;
    long beforeThat = 0;
    for (int i = 0; i < tokens.size; i++) {
      boolean negated = tokens.has(i, Tokens.NEGATED);
      long word = tokens.hash[i];
      hashes[at++] = top(Hash.mix(word));
      if (negated) {
        hashes[at++] = top(Hash.mix(word ^ NEGATED));
      }
      if (i > 0) {
        long pair = Hash.join(before, word + PAIR);
        hashes[at++] = top(Hash.mix(pair));
        if (i > 1) {
          hashes[at++] = top(Hash.mix(Hash.join(beforeThat, pair)));
        }
      }
      beforeThat = before;
      before = word;
    }
    words = at;
    size = at;
  }

  /** Puts the hashes of a token's characters at a place; returns where they end. */
  public int characters(Tokens tokens, int token, int at) {
    return characters(tokens.chars, tokens.start[token], tokens.end[token], at);
  }

  private int characters(char[] chars, int start, int end, int from) {
    int at = from;
    // The word's edges count as characters.
    for (int i = start - 1; i < end; i++) {
      long hash = CHARS;
      int stop = Math.min(i + LONGEST, end + 1);
      for (int j = i; j < stop; j++) {
        hash = Hash.add(hash, j < start || j == end ? EDGE : chars[j]);
        if (j > i) {
          hashes[at++] = top(Hash.mix(hash));
        }
      }
    }
    return at;
  }

  private static int top(long hash) {
    return (int) (hash >>> 32);
  }
}
