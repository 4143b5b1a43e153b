package io.tweetsentiment.sentiment.local.text;

/** Maps hashes of words to small numbers, with open addressing. Threading: immutable. */
final class WordTable {

  private final long[] keys;
  private final short[] values;
  private final int mask;

  /**
   * Builds the table.
   *
   * @param hashes distinct values of {@link Hash#of(String)}
   * @param numbers one for each hash, never 0
   */
  WordTable(long[] hashes, short[] numbers) {
    int capacity = Integer.highestOneBit(Math.max(4, hashes.length * 3)) * 2;
    keys = new long[capacity];
    values = new short[capacity];
    mask = capacity - 1;
    for (int i = 0; i < hashes.length; i++) {
      int slot = (int) hashes[i] & mask;
      while (values[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = hashes[i];
      values[slot] = numbers[i];
    }
  }

  /** The number of a word, or 0 if it has none. */
  int get(long hash) {
    int slot = (int) hash & mask;
    while (values[slot] != 0) {
      if (keys[slot] == hash) {
        return values[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }
}
