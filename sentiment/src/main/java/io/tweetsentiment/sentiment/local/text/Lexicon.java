package io.tweetsentiment.sentiment.local.text;

/**
 * The valence of words in two word lists, in steps of 1/20. The first list is VADER's, from -4 to
 * 4; the second is AFINN's with emoji, from -5 to 5. Threading: immutable.
 */
public final class Lexicon {

  private static final double STEP = 0.05;

  private final long[] hashes;
  private final byte[] first;
  private final byte[] second;
  private final WordTable table;

  /**
   * Takes ownership of the columns of the lists.
   *
   * @param hashes distinct values of {@link Hash#of(String)} in ascending order
   * @param first valence in the first list, in steps; 0 for a word that is not in the list
   * @param second the same for the second list
   */
  public Lexicon(long[] hashes, byte[] first, byte[] second) {
    this.hashes = hashes;
    this.first = first;
    this.second = second;
    short[] entries = new short[hashes.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (short) (i + 1);
    }
    this.table = new WordTable(hashes, entries);
  }

  /** Index of the entry of a token, or -1 if it has none. */
  public int find(Tokens tokens, int token) {
    int entry = table.get(tokens.hash[token]) - 1;
    return entry < 0 && tokens.has(token, Tokens.ELONGATED)
        ? table.get(singleLetters(tokens, token)) - 1
        : entry;
  }

  /** Valence of an entry in the first list. */
  public double first(int entry) {
    return first[entry] * STEP;
  }

  /** Valence of an entry in the second list. */
  public double second(int entry) {
    return second[entry] * STEP;
  }

  public long[] hashes() {
    return hashes;
  }

  public byte[] firstColumn() {
    return first;
  }

  public byte[] secondColumn() {
    return second;
  }

  /** The tokenizer keeps two letters of each run; the list may have the word with one. */
  private static long singleLetters(Tokens tokens, int token) {
    long hash = Hash.START;
    for (int i = tokens.start[token]; i < tokens.end[token]; i++) {
      if (i == tokens.start[token] || tokens.chars[i] != tokens.chars[i - 1]) {
        hash = Hash.add(hash, tokens.chars[i]);
      }
    }
    return Hash.mix(hash);
  }
}
