package io.tweetsentiment.producer.stream;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The query of a topic for sources that do not search: phrases with {@code OR} between them, in
 * quotes or not. A post matches when its text has one of them as whole words, whatever the case; in
 * scripts without spaces between words, anywhere.
 */
public final class Keywords {

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final List<String> phrases;

  private Keywords(List<String> phrases) {
    this.phrases = phrases;
  }

  /** Reads a query. One without a phrase matches nothing. */
  public static Keywords of(String query) {
    List<String> phrases = new ArrayList<>();
    for (String part : query.split("\\s+OR\\s+", -1)) {
      String phrase = form(part.strip().replaceAll("^[\"(]+|[\")]+$", "").strip());
      if (!phrase.isEmpty()) {
        phrases.add(phrase);
      }
    }
    return new Keywords(List.copyOf(phrases));
  }

  /** The query that matches any of several keywords. */
  public static String any(List<String> keywords) {
    return String.join(" OR ", keywords);
  }

  /** Whether a text has one of the phrases. */
  public boolean match(String text) {
    String formed = form(text);
    return phrases.stream().anyMatch(phrase -> contains(formed, phrase));
  }

  /**
   * One form for what readers do not tell apart: case, width, composition, runs of white space, and
   * characters without a width of their own, but for the space without a width.
   */
  private static String form(String text) {
    String visible = INVISIBLE.matcher(text.replace('\u200B', ' ')).replaceAll("");
    String folded =
        Normalizer.normalize(visible, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT)
            // The end of a word in Greek, and the Turkish capital i.
            .replace('\u03C2', '\u03C3')
            .replace("i\u0307", "i");
    return SPACES.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC)).replaceAll(" ");
  }

  private static boolean contains(String text, String phrase) {
    for (int at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      int end = at + phrase.length();
      if (edge(before(text, at), phrase.codePointAt(0))
          && edge(after(text, end), phrase.codePointBefore(phrase.length()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word can end between two characters. */
  private static boolean edge(int outside, int inside) {
    return !isWord(outside) || !isWord(inside) || runsOn(outside) || runsOn(inside);
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || isMark(c);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** Whether words of this script follow each other without a space. */
  private static boolean runsOn(int c) {
    if (Character.isIdeographic(c)) {
      return true;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static int before(String text, int at) {
    return at == 0 ? ' ' : text.codePointBefore(at);
  }

  private static int after(String text, int end) {
    return end == text.length() ? ' ' : text.codePointAt(end);
  }
}
