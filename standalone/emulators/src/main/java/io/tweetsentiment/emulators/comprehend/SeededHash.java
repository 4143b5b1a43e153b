package io.tweetsentiment.emulators.comprehend;

/** Evenly distributed numbers from texts, the same on every machine. */
final class SeededHash {
  private SeededHash() {}

  static long of(String text, long seed) {
    long hash = seed ^ 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A hash as a number from 0 inclusive to 1 exclusive. */
  static double share(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }
}
