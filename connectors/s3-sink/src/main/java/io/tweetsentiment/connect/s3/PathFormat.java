package io.tweetsentiment.connect.s3;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A {@code path.format} as Joda-Time spells it, which Confluent's partitioners take: {@code Y} is
 * the year, {@code x} the year of the week. Pure.
 */
final class PathFormat {
  private static final String SAME = "GyMdDEaHhKkmsSwe";

  private PathFormat() {}

  /**
   * @throws IllegalArgumentException for a letter that has no meaning, or an open quote
   */
  static DateTimeFormatter formatter(String joda, Locale locale) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    boolean quoted = false;
    int at = 0;
    while (at < joda.length()) {
      char c = joda.charAt(at);
      int run = at + 1;
      if (c == '\'' && joda.startsWith("''", at)) {
        builder.appendLiteral(c);
        run++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (quoted || !Character.isLetter(c)) {
        builder.appendLiteral(c);
      } else {
        while (run < joda.length() && joda.charAt(run) == c) {
          run++;
        }
        builder.appendPattern(letters(c, run - at));
      }
      at = run;
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
    return builder.toFormatter(locale);
  }

  private static String letters(char letter, int count) {
    return switch (letter) {
      case 'Y', 'y' -> count == 2 ? "uu" : "u".repeat(count);
      case 'x' -> "Y".repeat(count);
      case 'Z' -> count == 1 ? "xx" : count == 2 ? "xxx" : "VV";
      case 'z' -> count < 4 ? "z" : "zzzz";
      default -> {
        if (SAME.indexOf(letter) < 0) {
          throw new IllegalArgumentException("the letter " + letter + " is not supported");
        }
        yield String.valueOf(letter).repeat(count);
      }
    };
  }
}
