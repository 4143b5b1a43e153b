package io.tweetsentiment.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The timeline in the report of a run, as a table and as figures.
 *
 * @param timeline {@code {"stages": {NAME: {"first", "last"}}, "waited": {PART: seconds}}}, in
 *     seconds since the start of the process
 */
record TimelineTable(JsonNode timeline) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line("seconds since the start", "first", "last", "after the last of the stage above"));
    double above = 0;
    for (Map.Entry<String, JsonNode> stage : stages()) {
      double last = stage.getValue().path("last").asDouble();
      lines.add(
          line(
              stage.getKey(),
              number(stage.getValue().path("first").asDouble()),
              number(last),
              number(last - above)));
      above = last;
    }
    lines.add("");
    lines.add(line("the run waited for", "seconds", "", ""));
    for (Map.Entry<String, JsonNode> part : waited()) {
      lines.add(line(part.getKey(), number(part.getValue().asDouble()), "", ""));
    }
    lines.add("");
    return lines;
  }

  /** Keys {@code timeline_STAGE_first}, {@code timeline_STAGE_last}, {@code waited_PART}. */
  Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> stage : stages()) {
      for (String event : List.of("first", "last")) {
        figures.put(
            "timeline_" + key(stage.getKey()) + "_" + event,
            stage.getValue().path(event).asDouble());
      }
    }
    for (Map.Entry<String, JsonNode> part : waited()) {
      figures.put("waited_" + key(part.getKey()), part.getValue().asDouble());
    }
    return figures;
  }

  private Iterable<Map.Entry<String, JsonNode>> stages() {
    return timeline.path("stages").properties();
  }

  private Iterable<Map.Entry<String, JsonNode>> waited() {
    return timeline.path("waited").properties();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  private static String line(String name, String first, String last, String wait) {
    return String.format(Locale.ROOT, "%-32s %9s %9s  %9s", name, first, last, wait)
        .stripTrailing();
  }
}
