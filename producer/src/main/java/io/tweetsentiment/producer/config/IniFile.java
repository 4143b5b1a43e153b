package io.tweetsentiment.producer.config;

import io.tweetsentiment.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The INI form that Python's configparser reads: sections, {@code key = value} or {@code key:
 * value}, comments that begin with {@code #} or {@code ;}, indented lines that continue a value.
 */
final class IniFile {

  private IniFile() {}

  /** Whether the first line with content begins a section. */
  static boolean isIni(List<String> lines) {
    return lines.stream()
        .map(IniFile::bare)
        .filter(line -> !isComment(line))
        .findFirst()
        .filter(line -> line.startsWith("["))
        .isPresent();
  }

  /** The values by section and key, with a dot between them. */
  static Map<String, String> parse(List<String> lines, String file) {
    Map<String, String> values = new LinkedHashMap<>();
    String section = "";
    String key = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = bare(lines.get(i));
      boolean indented = !lines.get(i).isEmpty() && Character.isWhitespace(lines.get(i).charAt(0));
      if (isComment(line)) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1).strip();
        key = "";
      } else if (indented && !key.isEmpty()) {
        values.merge(key, line, (before, more) -> before + " " + more);
      } else {
        int end = delimiter(line);
        if (end <= 0 || section.isEmpty()) {
          throw new SettingsException(
              file
                  + ", line "
                  + (i + 1)
                  + ": a line is a section such as [twitter-api], or a key, = or : and a value.");
        }
        key = section + "." + line.substring(0, end).strip().toLowerCase(Locale.ROOT);
        if (values.put(key, line.substring(end + 1).strip()) != null) {
          throw new SettingsException(file + ", line " + (i + 1) + ": " + key + " is there twice.");
        }
      }
    }
    return values;
  }

  private static int delimiter(String line) {
    int colon = line.indexOf(':');
    int equals = line.indexOf('=');
    return colon < 0 || equals < 0 ? Math.max(colon, equals) : Math.min(colon, equals);
  }

  private static boolean isComment(String line) {
    return line.isEmpty() || line.startsWith("#") || line.startsWith(";");
  }

  /** The line without blanks around it and without a byte order mark. */
  private static String bare(String line) {
    return line.replace("\ufeff", "").strip();
  }
}
