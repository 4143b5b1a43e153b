package io.tweetsentiment.sentiment.local.vader;

/** Finds emoji in texts. */
final class Emoji {

  private static final int FIRST_PICTOGRAPH = 0x1f000;
  private static final int LAST_PICTOGRAPH = 0x1faff;
  private static final int VARIATION_SELECTOR = 0xfe0f;
  private static final int JOINER = 0x200d;

  private Emoji() {}

  /**
   * The text with spaces around each emoji. What only changes the look of an emoji is left out:
   * skin tones, variation selectors, joiners.
   */
  static String separate(String text) {
    if (text.codePoints().noneMatch(Emoji::isSymbol)) {
      return text;
    }
    StringBuilder separated = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(c -> !isModifier(c))
        .forEach(
            c -> {
              if (isSymbol(c)) {
                separated.append(' ').appendCodePoint(c).append(' ');
              } else {
                separated.appendCodePoint(c);
              }
            });
    return separated.toString();
  }

  private static boolean isSymbol(int c) {
    // Emoji that are newer than the JDK have no type yet.
    return Character.getType(c) == Character.OTHER_SYMBOL
        || (c >= FIRST_PICTOGRAPH && c <= LAST_PICTOGRAPH && !isModifier(c));
  }

  private static boolean isModifier(int c) {
    return c == VARIATION_SELECTOR || c == JOINER || (c >= 0x1f3fb && c <= 0x1f3ff);
  }
}
