package io.tweetsentiment.sentiment.local.text;

/** 64-bit hashes of characters and of hashes. Part of the model's format: never change one. */
public final class Hash {

  static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  /** The hash with one more character. */
  static long add(long hash, int c) {
    return (hash ^ c) * PRIME;
  }

  /** Mixes a hash, so that all 64 bits depend on all of its bits. */
  public static long mix(long hash) {
    long h = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return h ^ (h >>> 29);
  }

  /** The hash of an ordered pair of hashes. */
  static long join(long first, long second) {
    return first * 0x9e3779b97f4a7c15L + (second ^ (second >>> 31)) * 0xc2b2ae3d27d4eb4fL;
  }

  public static long of(String text) {
    return of(text.toCharArray(), 0, text.length());
  }

  static long of(char[] chars, int start, int end) {
    long hash = START;
    for (int i = start; i < end; i++) {
      hash = add(hash, chars[i]);
    }
    return mix(hash);
  }
}
