package io.tweetsentiment.sentiment.local.text;

/**
 * The hashed features of a text: words, negated words, and pairs and triples of words; then runs of
 * 2 to 5 characters inside words. Each is kept as 32 bits of a hash, and a table uses as many of
 * the upper bits as its size requires.
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

  /** Hashes of words and their pairs and triples, then hashes of character runs. */
  public final int[] hashes;

  /** Number of hashes of words, pairs and triples. */
  public int words;

  /** Number of all hashes. */
  public int size;

  /** Index in {@link #hashes} of each token's first character run; then the end of the last run. */
  public final int[] first = new int[Tokens.MAX_TOKENS + 1];

  Ngrams() {
    hashes = new int[MAX];
  }

  /** Holds hashes that were computed before. */
  public Ngrams(int[] hashes, int words) {
    this.hashes = hashes;
    this.words = words;
    this.size = hashes.length;
  }

  /** Computes all hashes. */
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

  /** Computes only the hashes of words, pairs and triples. */
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

  /** Writes the hashes of a token's character runs from index {@code at} on; returns their end. */
  public int characters(Tokens tokens, int token, int at) {
    return characters(tokens.chars, tokens.start[token], tokens.end[token], at);
  }

  private int characters(char[] chars, int start, int end, int from) {
    int at = from;
    // The edges of the word count as characters.
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
