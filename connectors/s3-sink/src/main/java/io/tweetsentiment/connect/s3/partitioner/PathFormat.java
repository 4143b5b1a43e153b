package io.tweetsentiment.connect.s3.partitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Locale;

/**
 * Reads a {@code path.format}, which is a Joda-Time pattern as in Confluent's partitioners: {@code
 * Y} is the year and {@code x} the week-based year. Weeks follow ISO 8601 in every locale. Pure.
 */
public final class PathFormat {
  private static final String SAME = "GyMdDEaHhKkmsS";

  /**
   * Maximum length of a path in bytes. A key has 1,024; the topic and the file name need the rest.
   */
  private static final int LONGEST = 512;

  /** A time whose formatted text is about as long as it can be in most formats. */
  private static final ZonedDateTime LONG_TIME =
      ZonedDateTime.of(2000, 9, 27, 23, 59, 59, 0, ZoneId.of("America/Argentina/ComodRivadavia"));

  private final DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
  private final StringBuilder folder = new StringBuilder();

  private PathFormat() {}

  /**
   * Returns a formatter for paths.
   *
   * @throws IllegalArgumentException if a letter is not supported, a quote is not closed, or a path
   *     would leave its folder or be too long for a key; the message names the reason
   */
  public static DateTimeFormatter formatter(String joda, Locale locale) {
    requirePrintable(joda);
    PathFormat format = new PathFormat();
    format.read(joda);
    format.endFolder();
    DateTimeFormatter formatter = format.builder.toFormatter(locale);
    int length = formatter.format(LONG_TIME).getBytes(UTF_8).length;
    if (length > LONGEST) {
      throw new IllegalArgumentException(
          "its paths have " + length + " bytes, but the limit is " + LONGEST);
    }
    return formatter;
  }

  private static void requirePrintable(String joda) {
    joda.codePoints()
        .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException(
                  String.format("the character U+%04X is not allowed in a key", c));
            });
  }

  private void read(String joda) {
    boolean quoted = false;
    int at = 0;
    while (at < joda.length()) {
      char c = joda.charAt(at);
      int run = at + 1;
      if (c == '\'' && joda.startsWith("''", at)) {
        literal(c);
        run++;
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (quoted || !Character.isLetter(c)) {
        literal(c);
      } else {
        while (run < joda.length() && joda.charAt(run) == c) {
          run++;
        }
        folder.append(c);
        letters(c, run - at);
      }
      at = run;
    }
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed");
    }
  }

  private void literal(char c) {
    builder.appendLiteral(c);
    if (c == '/' || c == '\\') {
      endFolder();
    } else {
      folder.append(c);
    }
  }

  /**
   * Refuses folders that consist of dots: a store on a file system, or a tool that copies the
   * bucket to one, would write outside its root folder.
   */
  private void endFolder() {
    if (folder.toString().equals(".") || folder.toString().equals("..")) {
      throw new IllegalArgumentException(
          "a folder must not consist of dots alone: '" + folder + "'");
    }
    folder.setLength(0);
  }

  private void letters(char letter, int count) {
    switch (letter) {
      case 'Y', 'y' -> builder.appendPattern(count == 2 ? "uu" : "u".repeat(count));
      case 'x' -> number(IsoFields.WEEK_BASED_YEAR, count);
      case 'w' -> number(IsoFields.WEEK_OF_WEEK_BASED_YEAR, count);
      case 'e' -> number(ChronoField.DAY_OF_WEEK, count);
      case 'Z' -> builder.appendPattern(count == 1 ? "xx" : count == 2 ? "xxx" : "VV");
      case 'z' -> builder.appendPattern(count < 4 ? "z" : "zzzz");
      default -> {
        if (SAME.indexOf(letter) < 0) {
          throw new IllegalArgumentException("the letter " + letter + " is not supported");
        }
        builder.appendPattern(String.valueOf(letter).repeat(count));
      }
    }
  }

  private void number(TemporalField field, int digits) {
    if (field == IsoFields.WEEK_BASED_YEAR && digits == 2) {
      builder.appendValueReduced(field, 2, 2, 2000);
    } else {
      builder.appendValue(field, digits, 19, SignStyle.EXCEEDS_PAD);
    }
  }
}
