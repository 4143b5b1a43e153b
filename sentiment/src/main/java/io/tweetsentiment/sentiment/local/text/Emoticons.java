package io.tweetsentiment.sentiment.local.text;

import static io.tweetsentiment.sentiment.local.text.TweetCharacters.isWordChar;

import java.util.HashMap;
import java.util.Map;

/** Happy and sad emoticons made of characters. Part of the model's format. */
public final class Emoticons {

  public static final long HAPPY = Hash.of("<glad>");
  public static final long SAD = Hash.of("<sad>");

  private static final Map<String, Long> ALL = all();
  private static final int LONGEST = 4;
  private static final boolean[] STARTS = new boolean[128];

  static {
    ALL.keySet().forEach(emoticon -> STARTS[emoticon.charAt(0)] = true);
  }

  private Emoticons() {}

  static boolean mayStart(char c) {
    return c < STARTS.length && STARTS[c];
  }

  /** Adds the longest emoticon at {@code i}. Returns the index after it, or -1 if there is none. */
  static int read(String text, int i, Tokens tokens) {
    for (int length = Math.min(LONGEST, text.length() - i); length >= 2; length--) {
      int end = i + length;
      char last = text.charAt(end - 1);
      if (isWordChar(last) && end < text.length() && isWordChar(text.charAt(end))) {
        continue;
      }
      Long kind = ALL.get(text.substring(i, end));
      if (kind != null) {
        tokens.addSymbol(kind);
        return end;
      }
    }
    return -1;
  }

  private static Map<String, Long> all() {
    Map<String, Long> emoticons = new HashMap<>();
    for (String eyes : new String[] {":", ";", "=", "8", "x", "X"}) {
      for (String nose : new String[] {"", "-", "o", "'", "^"}) {
        boolean letters = eyes.equals("x") || eyes.equals("X") || eyes.equals("8");
        for (String mouth : new String[] {")", "]", "D", "d", "P", "p", "3", "}", "*"}) {
          if (!letters || mouth.equals("D") || mouth.equals(")")) {
            emoticons.put(eyes + nose + mouth, HAPPY);
          }
        }
        for (String mouth : new String[] {"(", "[", "/", "\\", "|", "{", "@", "c", "S", "s"}) {
          if (!letters || mouth.equals("(")) {
            emoticons.put(eyes + nose + mouth, SAD);
          }
        }
      }
    }
    for (String happy :
        new String[] {
          "(:", "(-:", "(;", "[:", "<3", "^_^", "^^", "^.^", "=)", "xd", "(=", ":'D", "\\o/"
        }) {
      emoticons.put(happy, HAPPY);
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
