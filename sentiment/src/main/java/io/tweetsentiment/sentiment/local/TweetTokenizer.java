package io.tweetsentiment.sentiment.local;

import java.util.HashMap;
import java.util.Map;

/**
 * Cuts tweets into tokens: words in lower case with repeated letters squeezed, hashtags also in
 * their parts, emoticons and emoji, {@code !}, {@code ?} and ellipses; links and mentions as one
 * token each. Marks the reach of negations.
 *
 * <p>Threading: immutable; the tokens belong to the caller. Part of the model's format: a change
 * asks for a new model.
 */
final class TweetTokenizer {

  /** Words that a negation reaches, unless punctuation or a contrast comes first. */
  private static final int NEGATION_REACH = 4;

  private static final int MAX_WORD = 40;

  static final long LINK = Hash.of("<link>");
  static final long MENTION = Hash.of("<mention>");
  static final long GLAD = Hash.of("<glad>");
  static final long SAD = Hash.of("<sad>");

  private static final short IS_NEGATOR = 1;
  private static final short IS_CONTRAST = 2;

  private static final WordTable ROLES = roles();
  private static final Map<String, Long> EMOTICONS = emoticons();
  private static final int LONGEST_EMOTICON = 4;

  private static final boolean[] STARTS_EMOTICON = new boolean[128];

  static {
    EMOTICONS.keySet().forEach(emoticon -> STARTS_EMOTICON[emoticon.charAt(0)] = true);
  }

  /** Replaces what the tokens hold by the tokens of a text. */
  void tokenize(String text, Tokens tokens) {
    tokens.clear();
    int length = text.length();
    int reach = 0;
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
            reach = ends(c) ? 0 : reach;
          } else if (c == '!' || c == '?' || c == '.') {
            reach = 0;
          }
        }
      }
      for (int token = before; token < tokens.size; token++) {
        reach = negate(tokens, token, reach);
      }
      i = next;
    }
  }

  private static int negate(Tokens tokens, int token, int reach) {
    int role = ROLES.get(tokens.hash[token]);
    if (role == IS_CONTRAST) {
      tokens.flags[token] |= Tokens.CONTRAST;
      return 0;
    }
    int left = reach;
    if (left > 0 && !tokens.has(token, Tokens.SYMBOL | Tokens.EMOJI)) {
      tokens.flags[token] |= Tokens.NEGATED;
      left--;
    }
    if (role == IS_NEGATOR || endsInNt(tokens, token)) {
      tokens.flags[token] |= Tokens.NEGATOR;
      left = NEGATION_REACH;
    }
    return left;
  }

  private static boolean endsInNt(Tokens tokens, int token) {
    int end = tokens.end[token];
    return end - tokens.start[token] > 3
        && tokens.chars[end - 1] == 't'
        && tokens.chars[end - 2] == '\''
        && tokens.chars[end - 3] == 'n';
  }

  private static boolean ends(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '\u2014';
  }

  /** Links, mentions, hashtags, emoticons. Returns where the text goes on, or -1. */
  private static int special(String text, int i, char c, Tokens tokens) {
    if ((c == 'h' || c == 'w' || c == 'H') && isLink(text, i)) {
      tokens.links++;
      symbol(tokens, LINK, 0);
      return skipToSpace(text, i);
    }
    if (c == '@' && i + 1 < text.length() && isHandle(text.charAt(i + 1))) {
      int end = i + 1;
      while (end < text.length() && isHandle(text.charAt(end))) {
        end++;
      }
      tokens.mentions++;
      symbol(tokens, MENTION, 0);
      return end;
    }
    if (c == '#' && i + 1 < text.length() && isWordChar(text.charAt(i + 1))) {
      return hashtag(text, i + 1, tokens);
    }
    boolean boundary = i == 0 || !isWordChar(text.charAt(i - 1));
    return c < 128 && STARTS_EMOTICON[c] && boundary ? emoticon(text, i, tokens) : -1;
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

  private static boolean isHandle(char c) {
    return c == '_' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private static int emoticon(String text, int i, Tokens tokens) {
    for (int length = Math.min(LONGEST_EMOTICON, text.length() - i); length >= 2; length--) {
      int end = i + length;
      char last = text.charAt(end - 1);
      if (isWordChar(last) && end < text.length() && isWordChar(text.charAt(end))) {
        continue;
      }
      Long kind = EMOTICONS.get(text.substring(i, end));
      if (kind != null) {
        symbol(tokens, kind, 0);
        return end;
      }
    }
    return -1;
  }

  private static void symbol(Tokens tokens, long hash, int flags) {
    int token = tokens.size++;
    tokens.start[token] = tokens.charCount;
    tokens.end[token] = tokens.charCount;
    tokens.hash[token] = hash;
    tokens.flags[token] = Tokens.SYMBOL | flags;
  }

  /** The tag as one word, then its parts where capitals or digits show them. */
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

  /** Emoji, exclamation and question marks, ellipses. Returns where the text goes on, or -1. */
  private static int mark(String text, int i, char c, Tokens tokens) {
    if (c == '!' || c == '?') {
      int end = run(text, i, c);
      if (c == '!') {
        tokens.exclamations += end - i;
      } else {
        tokens.questions += end - i;
      }
      character(tokens, c, 0);
      return end;
    }
    if (c == '\u2026' || (c == '.' && run(text, i, c) - i > 1)) {
      tokens.ellipses++;
      character(tokens, '\u2026', 0);
      return run(text, i, c);
    }
    if (c == '&') {
      return entity(text, i);
    }
    int codePoint = text.codePointAt(i);
    if (isEmoji(codePoint)) {
      character(tokens, codePoint, Tokens.EMOJI);
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

  private static void character(Tokens tokens, int codePoint, int flags) {
    int start = tokens.charCount;
    int units = Character.toChars(codePoint, tokens.chars, start);
    int token = tokens.size++;
    tokens.start[token] = start;
    tokens.end[token] = start + units;
    tokens.charCount = start + units;
    tokens.hash[token] = Hash.of(tokens.chars, start, start + units);
    tokens.flags[token] = flags;
  }

  private static boolean isWordChar(char c) {
    if (c < 128) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    // Variation selectors are marks, but of emoji.
    return Character.isLetterOrDigit(c)
        || (Character.getType(c) == Character.NON_SPACING_MARK && (c < 0xfe00 || c > 0xfe0f));
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isEmoji(int codePoint) {
    return (codePoint >= 0x1f300 && codePoint <= 0x1faff && !isSkinTone(codePoint))
        || (codePoint >= 0x2600 && codePoint <= 0x27bf)
        || (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff)
        || codePoint == 0x2b50
        || codePoint == 0x203c;
  }

  private static boolean isSkinTone(int codePoint) {
    return codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
  }

  private static WordTable roles() {
    String[] negators =
        ("not no never none nobody nothing nowhere neither nor cannot cant dont wont isnt arent"
                + " wasnt werent doesnt didnt hasnt havent hadnt couldnt shouldnt wouldnt aint"
                + " without hardly barely rarely seldom")
            .split(" ", -1);
    String[] contrasts = {"but", "however", "although", "though", "yet", "except"};
    long[] hashes = new long[negators.length + contrasts.length];
    short[] roles = new short[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      boolean negator = i < negators.length;
      hashes[i] = Hash.of(negator ? negators[i] : contrasts[i - negators.length]);
      roles[i] = negator ? IS_NEGATOR : IS_CONTRAST;
    }
    return new WordTable(hashes, roles);
  }

  private static Map<String, Long> emoticons() {
    Map<String, Long> emoticons = new HashMap<>();
    for (String eyes : new String[] {":", ";", "=", "8", "x", "X"}) {
      for (String nose : new String[] {"", "-", "o", "'", "^"}) {
        boolean letters = eyes.equals("x") || eyes.equals("X") || eyes.equals("8");
        for (String mouth : new String[] {")", "]", "D", "d", "P", "p", "3", "}", "*"}) {
          if (!letters || mouth.equals("D") || mouth.equals(")")) {
            emoticons.put(eyes + nose + mouth, GLAD);
          }
        }
        for (String mouth : new String[] {"(", "[", "/", "\\", "|", "{", "@", "c", "S", "s"}) {
          if (!letters || mouth.equals("(")) {
            emoticons.put(eyes + nose + mouth, SAD);
          }
        }
      }
    }
    for (String glad :
        new String[] {
          "(:", "(-:", "(;", "[:", "<3", "^_^", "^^", "^.^", "=)", "xd", "(=", ":'D", "\\o/"
        }) {
      emoticons.put(glad, GLAD);
    }
    for (String sad :
        new String[] {
          "):", ")-:", ")=", "</3", "-_-", ">:(", ":'(", ":,(", "D:", "T_T", ";_;", ">_<", "-.-"
        }) {
      emoticons.put(sad, SAD);
    }
    emoticons.remove("8d");
    return Map.copyOf(emoticons);
  }
}
