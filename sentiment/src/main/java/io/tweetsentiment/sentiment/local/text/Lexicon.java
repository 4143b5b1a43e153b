package io.tweetsentiment.sentiment.local.text;

/**
 * Valence of words by two word lists, in steps of 1/20: the first is VADER's (-4 to 4), the second
 * AFINN's with emoji (-5 to 5). Threading: immutable.
 */
public final class Lexicon {

  private static final double STEP = 0.05;

  private final long[] hashes;
  private final byte[] first;
  private final byte[] second;
  private final WordTable table;

  /**
   * Takes over the columns of the lists.
   *
   * @param hashes as {@link Hash#of(String)} gives them, none twice, in rising order
   * @param first valence in the first list, in steps, 0 when the word is not there
   * @param second the same of the second list
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

  /** Entry of a word, or -1. */
  public int find(Tokens tokens, int token) {
    int entry = table.get(tokens.hash[token]) - 1;
    return entry < 0 && tokens.has(token, Tokens.ELONGATED)
        ? table.get(singleLetters(tokens, token)) - 1
        : entry;
  }

  public double first(int entry) {
    return first[entry] * STEP;
  }

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

  /** A squeezed word keeps two letters of each run; the list may have it with one. */
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
