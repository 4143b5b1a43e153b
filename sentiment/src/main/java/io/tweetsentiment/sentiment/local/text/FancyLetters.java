package io.tweetsentiment.sentiment.local.text;

import java.text.Normalizer;

/**
 * Replaces letters and digits that people use for their look by the plain ones: mathematical
 * alphabets, full width, circled and squared letters, small capitals. Part of the model's format.
 *
 * <p>Source: the compatibility decompositions of Unicode; small capitals have none.
 */
public final class FancyLetters {

  private static final String SMALL_CAPITALS =
      "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f"
          + "\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22";
  private static final String OF_SMALL_CAPITALS = "abcdefghijklmnoprstuvwyz";

  private FancyLetters() {}

  /** The text with plain letters; the same object when it has no others. */
  public static String plain(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) < 0x0250) {
      i++;
    }
    if (i == text.length() || text.codePoints().noneMatch(c -> plain(c) != c)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(FancyLetters::plain).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int plain(int c) {
    if (isDecomposed(c)) {
      String letter = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      return letter.length() == 1 && Character.isLetterOrDigit(letter.charAt(0))
          ? letter.charAt(0)
          : c;
    }
    int smallCapital = c >= 0x0250 && c <= 0xa731 ? SMALL_CAPITALS.indexOf(c) : -1;
    return smallCapital < 0 ? c : OF_SMALL_CAPITALS.charAt(smallCapital);
  }

  private static boolean isDecomposed(int c) {
    return (c >= 0x1d400 && c <= 0x1d7ff)
        || (c >= 0x2460 && c <= 0x24e9)
        || (c >= 0x2102 && c <= 0x2138)
        || (c >= 0xff10 && c <= 0xff5a)
        || (c >= 0x1f130 && c <= 0x1f149);
  }
}
