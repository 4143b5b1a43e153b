package io.tweetsentiment.connect.s3.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts values that are followed by a separator. Pure. */
final class Separated {
  private Separated() {}

  /** Returns how often a separator occurs, without overlaps. */
  static long count(InputStream in, byte[] separator) throws IOException {
    int[] fallback = fallbacks(separator);
    long count = 0;
    int matched = 0;
    try (InputStream bytes = new BufferedInputStream(in, 1 << 16)) {
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        while (matched > 0 && (byte) b != separator[matched]) {
          matched = fallback[matched - 1];
        }
        if ((byte) b == separator[matched]) {
          matched++;
        }
        if (matched == separator.length) {
          count++;
          matched = 0;
        }
      }
    }
    return count;
  }

  /** For each length, how much of the separator's end is its beginning, as Knuth, Morris, Pratt. */
  private static int[] fallbacks(byte[] separator) {
    int[] fallback = new int[separator.length];
    for (int i = 1, length = 0; i < separator.length; i++) {
      while (length > 0 && separator[i] != separator[length]) {
        length = fallback[length - 1];
      }
      length += separator[i] == separator[length] ? 1 : 0;
      fallback[i] = length;
    }
    return fallback;
  }
}
