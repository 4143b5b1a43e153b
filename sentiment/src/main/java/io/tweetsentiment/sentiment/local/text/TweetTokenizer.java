package io.tweetsentiment.sentiment.local.text;

import static io.tweetsentiment.sentiment.local.text.TweetCharacters.isApostrophe;
import static io.tweetsentiment.sentiment.local.text.TweetCharacters.isEmoji;
import static io.tweetsentiment.sentiment.local.text.TweetCharacters.isHandle;
import static io.tweetsentiment.sentiment.local.text.TweetCharacters.isWordChar;

/**
 * Splits tweets into tokens: words in plain letters and lower case, with repeated letters reduced
 * to two; hashtags, and also their parts; emoticons, emoji, {@code !}, {@code ?} and ellipses;
 * links and mentions as one token each. Marks the scope of negations.
 *
 * <p>Threading: immutable; the tokens belong to the caller. Part of the model's format: a change
 * requires a new model.
 */
final class TweetTokenizer {

  private static final int MAX_WORD = 40;

  static final long LINK = Hash.of("<link>");
  static final long MENTION = Hash.of("<mention>");

  /** Replaces the contents of {@code tokens} with the tokens of a text. */
  void tokenize(String written, Tokens tokens) {
    tokens.clear();
    String text = FancyLetters.plain(written);
    int length = text.length();
    int scope = 0;
    int i = 0;
    while (i < length && !tokens.isFull()) {
      char c = text.charAt(i);
      if (c <= ' ') {
        i++;
        continue;
      }
      int before = tokens.size;
      int next = special(text, i, c, tokens);
      if (next < 0) {
        if (isWordChar(c)) {
          next = word(text, i, tokens);
        } else {
          next = mark(text, i, c, tokens);
          if (next < 0) {
            next = i + 1;
            scope = ends(c) ? 0 : scope;
          } else if (c == '!' || c == '?' || c == '.') {
            scope = 0;
          }
        }
      }
      for (int token = before; token < tokens.size; token++) {
        scope = Negation.mark(tokens, token, scope);
      }
      i = next;
    }
  }

  private static boolean ends(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '\u2014';
  }

  /** Reads a link, mention, hashtag or emoticon. Returns the index after it, or -1 if none. */
  private static int special(String text, int i, char c, Tokens tokens) {
    if ((c == 'h' || c == 'w' || c == 'H') && isLink(text, i)) {
      tokens.links++;
      tokens.addSymbol(LINK);
      return skipToSpace(text, i);
    }
    if (c == '@' && i + 1 < text.length() && isHandle(text.charAt(i + 1))) {
      int end = i + 1;
      while (end < text.length() && isHandle(text.charAt(end))) {
        end++;
      }
      tokens.mentions++;
      tokens.addSymbol(MENTION);
      return end;
    }
    if (c == '#' && i + 1 < text.length() && isWordChar(text.charAt(i + 1))) {
      return hashtag(text, i + 1, tokens);
    }
    boolean boundary = i == 0 || !isWordChar(text.charAt(i - 1));
    return boundary && Emoticons.mayStart(c) ? Emoticons.read(text, i, tokens) : -1;
  }

  private static boolean isLink(String text, int i) {
    if (i > 0 && isWordChar(text.charAt(i - 1))) {
      return false;
    }
    if (text.startsWith("www.", i)) {
      return true;
    }
    if (!text.regionMatches(true, i, "http", 0, 4)) {
      return false;
    }
    int end = i + 4;
    return end == text.length()
        || text.charAt(end) <= ' '
        || text.startsWith("://", end)
        || text.startsWith("s://", end);
  }

  private static int skipToSpace(String text, int i) {
    int end = i;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return end;
  }

  /** Adds the tag as one word, then its parts if capitals, digits or underscores separate them. */
  private static int hashtag(String text, int start, Tokens tokens) {
    int end = start;
    while (end < text.length() && (isWordChar(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    tokens.hashtags++;
    addWord(text, start, end, tokens, Tokens.HASHTAG);
    int part = start;
    for (int i = start + 1; i <= end; i++) {
      if (i == end || startsPart(text, i, end)) {
        boolean whole = part == start && i == end;
        if (!whole && !tokens.isFull()) {
          addWord(text, part, i, tokens, Tokens.HASHTAG);
        }
        part = i;
      }
    }
    return end;
  }

  private static boolean startsPart(String text, int i, int end) {
    char before = text.charAt(i - 1);
    char here = text.charAt(i);
    if (here == '_') {
      return true;
    }
    if (Character.isDigit(here) != Character.isDigit(before)) {
      return true;
    }
    boolean upper = Character.isUpperCase(here);
    return upper
        && (Character.isLowerCase(before)
            || (i + 1 < end && Character.isLowerCase(text.charAt(i + 1))));
  }

  private static int word(String text, int i, Tokens tokens) {
    int end = i + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean apostrophe =
          isApostrophe(c) && end + 1 < text.length() && isWordChar(text.charAt(end + 1));
      if (!isWordChar(c) && !apostrophe) {
        break;
      }
      end++;
    }
    addWord(text, i, end, tokens, 0);
    return end;
  }

  private static void addWord(String text, int from, int to, Tokens tokens, int flags) {
    int start = tokens.charCount;
    int out = start;
    int upper = 0;
    int lower = 0;
    long hash = Hash.START;
    boolean digits = true;
    boolean elongated = false;
    int limit = Math.min(to, from + MAX_WORD);
    for (int i = from; i < limit; i++) {
      char c = text.charAt(i);
      char small = c;
      if (c >= 'a' && c <= 'z') {
        lower++;
        digits = false;
      } else if (c >= '0' && c <= '9') {
        small = '0';
      } else if (c == '_') {
        continue;
      } else if (isApostrophe(c)) {
        small = '\'';
      } else {
        small = Character.toLowerCase(c);
        upper += small == c ? 0 : 1;
        digits = false;
      }
      if (out - start >= 2 && tokens.chars[out - 1] == small && tokens.chars[out - 2] == small) {
        elongated |= small != '0';
        continue;
      }
      tokens.chars[out++] = small;
      hash = Hash.add(hash, small);
    }
    if (out == start) {
      return;
    }
    int token = tokens.size++;
    tokens.start[token] = start;
    tokens.end[token] = out;
    tokens.charCount = out;
    tokens.hash[token] = Hash.mix(hash);
    tokens.flags[token] =
        flags
            | (upper > 1 && lower == 0 ? Tokens.CAPITALS : 0)
            | (elongated && !digits ? Tokens.ELONGATED : 0);
  }

  /** Reads an emoji, {@code !}, {@code ?} or an ellipsis. Returns the index after it, or -1. */
  private static int mark(String text, int i, char c, Tokens tokens) {
    if (c == '!' || c == '?') {
      int end = run(text, i, c);
      if (c == '!') {
        tokens.exclamations += end - i;
      } else {
        tokens.questions += end - i;
      }
      tokens.addCharacter(c, 0);
      return end;
    }
    if (c == '\u2026' || (c == '.' && run(text, i, c) - i > 1)) {
      tokens.ellipses++;
      tokens.addCharacter('\u2026', 0);
      return run(text, i, c);
    }
    if (c == '&') {
      return entity(text, i);
    }
    int codePoint = text.codePointAt(i);
    if (isEmoji(codePoint)) {
      tokens.addCharacter(codePoint, Tokens.EMOJI);
      return i + Character.charCount(codePoint);
    }
    return -1;
  }

  private static int entity(String text, int i) {
    return text.startsWith("&amp;", i) ? i + 5 : -1;
  }

  private static int run(String text, int i, char c) {
    int end = i + 1;
    while (end < text.length() && text.charAt(end) == c) {
      end++;
    }
    return end;
  }
}
