package io.tweetsentiment.sentiment.remote;

/** Cuts text to a number of UTF-8 bytes, never inside a code point. */
record Utf8Limit(int bytes) {

  String truncate(String text) {
    // A UTF-16 unit takes at most 3 bytes.
    if (text.length() <= bytes / 3) {
      return text;
    }
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      used += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      if (used > bytes) {
        return text.substring(0, i);
      }
      i += Character.charCount(codePoint);
    }
    return text;
  }
}
