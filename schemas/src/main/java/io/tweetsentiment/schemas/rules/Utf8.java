package io.tweetsentiment.schemas.rules;

/** Limits on text in bytes of UTF-8, kept on a code-point boundary. */
public final class Utf8 {

  private Utf8() {}

  /**
   * Cuts text to at most {@code limit} bytes of UTF-8, never inside a code point.
   *
   * @return the text itself when it is short enough
   */
  public static String truncate(String text, int limit) {
    // A UTF-16 unit takes at most 3 bytes: most texts need no counting.
    if (text.length() <= limit / 3) {
      return text;
    }
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += length(codePoint);
      if (bytes > limit) {
        return text.substring(0, i);
      }
      i += Character.charCount(codePoint);
    }
    return text;
  }

  /** The text with each unpaired surrogate replaced by U+FFFD, because UTF-8 cannot encode it. */
  public static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (Character.getType(codePoint) == Character.SURROGATE) {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, '\uFFFD');
      }
      i += Character.charCount(codePoint);
    }
    return mended == null ? text : mended.toString();
  }

  /**
   * Size of a text in bytes of UTF-8; an unpaired surrogate counts as U+FFFD, which replaces it.
   */
  public static long bytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += length(codePoint);
      i += Character.charCount(codePoint);
    }
    return bytes;
  }

  private static int length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    // An unpaired surrogate is written as '?', one byte: counting 3 only cuts earlier.
    return codePoint < 0x10000 ? 3 : 4;
  }
}
