package io.tweetsentiment.sentiment.local.model;

import java.util.Arrays;

/**
 * Sums rows of 8-bit numbers, of which a long holds eight: each long costs one read and two
 * additions. The sums are integers, so they are exact in any order.
 */
public final class ByteSums {

  private static final long EVEN = 0x00ff00ff00ff00ffL;

  /** How many 8-bit numbers a 16-bit sum can hold. */
  private static final int CHUNK = 256;

  /** Added to each stored number, so that it is not negative. */
  public static final int OFFSET = 128;

  private ByteSums() {}

  /** Adds the offset to eight numbers, the first of which is in the lowest byte. */
  public static long withOffset(long numbers) {
    // Adding 128 to a byte flips its highest bit.
    return numbers ^ 0x8080808080808080L;
  }

  /**
   * Sums the rows of some hashes.
   *
   * @param table rows of {@code sums.length / 8} longs
   * @param shift unsigned right shift that turns a hash into the number of its row
   * @param sums receives the sums
   */
  static void of(long[] table, int[] hashes, int from, int to, int shift, int[] sums) {
    Arrays.fill(sums, -OFFSET * (to - from));
    int width = sums.length / Long.BYTES;
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(to, start + CHUNK);
      for (int block = 0; block < width; block++) {
        long even = 0;
        long odd = 0;
        for (int i = start; i < end; i++) {
          long numbers = table[(hashes[i] >>> shift) * width + block];
          even += numbers & EVEN;
          odd += (numbers >>> 8) & EVEN;
        }
        add(even, odd, sums, block * Long.BYTES);
      }
    }
  }

  private static void add(long even, long odd, int[] sums, int at) {
    for (int pair = 0; pair < Long.BYTES / 2; pair++) {
      sums[at + 2 * pair] += (int) ((even >>> (16 * pair)) & 0xffff);
      sums[at + 2 * pair + 1] += (int) ((odd >>> (16 * pair)) & 0xffff);
    }
  }
}
