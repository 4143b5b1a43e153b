package io.tweetsentiment.sentiment.local.text;

/** Classes of characters in tweets. Part of the model's format. */
final class TweetCharacters {

  private TweetCharacters() {}

  static boolean isWordChar(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    // Variation selectors are marks too, but belong to emoji.
    return Character.isLetterOrDigit(c)
        || (Character.getType(c) == Character.NON_SPACING_MARK && (c < 0xfe00 || c > 0xfe0f));
  }

  /** Whether the character may occur in an account name. */
  static boolean isHandle(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  static boolean isEmoji(int codePoint) {
    return (codePoint >= 0x1f300 && codePoint <= 0x1faff && !isSkinTone(codePoint))
        || (codePoint >= 0x2600 && codePoint <= 0x27bf)
        || (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff)
        || codePoint == 0x2b50
        || codePoint == 0x203c;
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
  }
}
