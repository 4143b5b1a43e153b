package io.tweetsentiment.emulators.x;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the emulator does besides answering, by the number of the request: a bad week of X as a
 * file. A line is the requests and a behaviour; {@code #} begins a comment.
 *
 * <pre>
 * 1-*        latency 200             answers 200 ms later
 * 5          status 503 try again    answers with that status and body
 * 6          html 502                answers with a page of a proxy
 * 7          cut                     ends the connection in the middle of the answer
 * 8,9        empty                   answers 200 with {}
 * 10-12      no-data                 answers 200 with an error of X itself and no tweets
 * 20-29      expired                 refuses the tokens of pages
 * 30         day-limit app 3600      429, and the limit of 24 hours is reset in 3600 s
 * 40-*       pace 1000               429 with requests left when less than 1000 ms have passed
 * every 10   cut                     each tenth request
 * </pre>
 */
final class XScript {

  static final XScript NONE = new XScript(List.of());

  private static final Pattern LINE =
      Pattern.compile("(every \\d+|[\\d,*-]+)\\s+([a-z-]+)\\s*(.*)");
  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+|\\*))?");

  /** Behaviours. */
  enum Kind {
    LATENCY,
    STATUS,
    HTML,
    CUT,
    EMPTY,
    NO_DATA,
    EXPIRED,
    DAY_LIMIT,
    PACE
  }

  /**
   * What happens at a request.
   *
   * @param number milliseconds, seconds or status, by kind; 0 where there is none
   * @param text body, or app or user, by kind
   */
  record Step(Kind kind, long number, String text) {}

  private record Entry(long first, long last, long every, Step step) {
    boolean applies(long request) {
      return request >= first && request <= last && (request - first) % every == 0;
    }
  }

  private final List<Entry> entries;

  private XScript(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a file.
   *
   * @throws SettingsException when it cannot be read, or a line is none of the above
   */
  static XScript read(Path file) {
    try {
      return parse(Files.readAllLines(file, UTF_8));
    } catch (IOException e) {
      throw new SettingsException("x.script is '" + file + "', which cannot be read: " + e, e);
    }
  }

  static XScript parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
      if (!line.isEmpty()) {
        Matcher form = LINE.matcher(line);
        if (!form.matches()) {
          throw wrong(i, line);
        }
        Step step = step(form.group(2), form.group(3).strip(), i, line);
        for (String requests : form.group(1).split(",", -1)) {
          entries.add(entry(requests, step, i, line));
        }
      }
    }
    return new XScript(entries);
  }

  private static Entry entry(String requests, Step step, int i, String line) {
    try {
      if (requests.startsWith("every ")) {
        long every = Long.parseLong(requests.substring("every ".length()));
        return new Entry(every, Long.MAX_VALUE, Math.max(1, every), step);
      }
      Matcher range = RANGE.matcher(requests);
      if (range.matches()) {
        long first = Long.parseLong(range.group(1));
        String last = range.group(2);
        return new Entry(
            first,
            last == null ? first : last.equals("*") ? Long.MAX_VALUE : Long.parseLong(last),
            1,
            step);
      }
    } catch (NumberFormatException e) {
      throw wrong(i, line);
    }
    throw wrong(i, line);
  }

  private static Step step(String word, String rest, int i, String line) {
    try {
      Kind kind = Kind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
      String[] words = rest.split("\\s+", 2);
      return switch (kind) {
        case LATENCY, PACE, HTML -> new Step(kind, Long.parseLong(words[0]), "");
        case STATUS -> new Step(kind, Long.parseLong(words[0]), words.length > 1 ? words[1] : "");
        case DAY_LIMIT -> {
          if (!words[0].equals("app") && !words[0].equals("user")) {
            throw wrong(i, line);
          }
          yield new Step(kind, Long.parseLong(words[1]), words[0]);
        }
        case CUT, EMPTY, NO_DATA, EXPIRED -> new Step(kind, 0, "");
      };
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw wrong(i, line);
    }
  }

  private static SettingsException wrong(int i, String line) {
    return new SettingsException(
        "x.script, line "
            + (i + 1)
            + ": '"
            + line
            + "'; a line is requests (5, 5-9, 5-*, every 10) and one of latency MS, status CODE"
            + " TEXT, html CODE, cut, empty, no-data, expired, day-limit app|user SECONDS, pace"
            + " MS.");
  }

  /** What happens at a request, in the order of the lines. */
  List<Step> at(long request) {
    return entries.stream().filter(entry -> entry.applies(request)).map(Entry::step).toList();
  }
}
