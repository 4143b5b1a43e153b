package io.tweetsentiment.standalone.page;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands the macros and variables of a panel's SQL as Grafana's PostgreSQL data source does, but
 * with bound values: no text of a request ever becomes part of the statement.
 *
 * <p>Macros: {@code $__timeFilter(column)}, {@code $__timeFrom()}, {@code $__timeTo()}. A variable
 * in any of its spellings ({@code $name}, {@code ${name}}, {@code ${name:sqlstring}}) gives its
 * values separated by commas.
 */
final class PanelSql {

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$__(?<macro>\\w+)(?:\\((?<argument>[^()]*)\\))?"
              + "|\\$\\{(?<braced>\\w+)(?::(?<format>\\w+))?}"
              + "|\\$(?<plain>[A-Za-z]\\w*)");
  private static final Pattern COLUMN = Pattern.compile("\\s*[A-Za-z_][\\w.\"]*\\s*");
  private static final List<String> FORMATS = List.of("sqlstring", "singlequote");

  private final TimeRange range;
  private final Map<String, List<String>> variables;
  private final List<Object> values = new ArrayList<>();

  private PanelSql(TimeRange range, Map<String, List<String>> variables) {
    this.range = range;
    this.variables = variables;
  }

  /**
   * Times are bound without a zone, in UTC. A variable without values becomes NULL, which no row
   * equals.
   *
   * @throws BadRequestException for a macro, variable or format that is not known here
   */
  static BoundSql expand(String sql, TimeRange range, Map<String, List<String>> variables) {
    PanelSql panel = new PanelSql(range, variables);
    String text =
        REFERENCE
            .matcher(sql)
            .replaceAll(match -> Matcher.quoteReplacement(panel.expand((Matcher) match)));
    return new BoundSql(text, panel.values);
  }

  private String expand(Matcher match) {
    if (match.group("macro") != null) {
      return macro(match.group("macro"), match.group("argument"));
    }
    String format = match.group("format");
    if (format != null && !FORMATS.contains(format)) {
      throw new BadRequestException(
          "format " + format + " of a variable is unknown; use sqlstring");
    }
    return variable(match.group(match.group("braced") != null ? "braced" : "plain"));
  }

  private String macro(String name, String argument) {
    return switch (name) {
      case "timeFilter" -> {
        if (argument == null || !COLUMN.matcher(argument).matches()) {
          throw new BadRequestException(
              "$__timeFilter(" + argument + ") needs the name of a column");
        }
        yield argument.strip() + " BETWEEN " + bind(from()) + " AND " + bind(to());
      }
      case "timeFrom" -> bind(from());
      case "timeTo" -> bind(to());
      default ->
          throw new BadRequestException(
              "macro $__" + name + " is unknown; use timeFilter, timeFrom or timeTo");
    };
  }

  private String variable(String name) {
    List<String> chosen = variables.get(name);
    if (chosen == null) {
      throw new BadRequestException(
          "variable " + name + " is unknown; the variables are " + variables.keySet());
    }
    if (chosen.isEmpty()) {
      return "NULL";
    }
    values.addAll(chosen);
    return String.join(", ", Collections.nCopies(chosen.size(), "?"));
  }

  private String bind(LocalDateTime time) {
    values.add(time);
    return "?";
  }

  private LocalDateTime from() {
    return LocalDateTime.ofInstant(range.from(), ZoneOffset.UTC);
  }

  private LocalDateTime to() {
    return LocalDateTime.ofInstant(range.to(), ZoneOffset.UTC);
  }
}
