package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the figures of a benchmark as a table, and writes them to a file if {@code --json} is
 * given.
 */
final class Report {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures to this file, as one flat object.")
  private Path json;

  /**
   * Reports.
   *
   * @param figures by name, in the order of the table
   */
  void of(Map<String, Double> figures) throws IOException {
    PrintWriter out = command.commandLine().getOut();
    figures.forEach(
        (name, value) ->
            out.printf(Locale.ROOT, value < 10 ? "%-30s %12.3f%n" : "%-30s %12.1f%n", name, value));
    if (json != null) {
      Files.writeString(json, new ObjectMapper().writeValueAsString(figures) + "\n");
    }
  }

  /** Prints lines. */
  void lines(List<String> lines) {
    lines.forEach(command.commandLine().getOut()::println);
  }

  /** Prints how often each name occurred; prints nothing when there are no names. */
  void counts(String title, Map<String, ? extends Number> counts) {
    if (!counts.isEmpty()) {
      PrintWriter out = command.commandLine().getOut();
      out.printf(Locale.ROOT, "%n%8s  %s%n", "count", title);
      counts.forEach(
          (name, count) -> out.printf(Locale.ROOT, "%8d  %s%n", count.longValue(), name));
    }
  }
}
