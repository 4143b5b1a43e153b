package io.tweetsentiment.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the dashboard files; {@link DashboardSqlTest} runs their queries. */
class DashboardLintTest {

  private static final Path GRAFANA = Path.of("..", "grafana");
  private static final Pattern MACRO = Pattern.compile("\\$[_A-Za-z{][\\w:]*}?(?:\\([^)]*\\))?");
  private static final Set<String> MACROS =
      Set.of("$__timeFilter(window_time)", "${topic:sqlstring}");

  /** Words that mean the same in PostgreSQL and Redshift, and the columns of the table. */
  private static final Set<String> WORDS =
      Set.of(
          "select",
          "distinct",
          "as",
          "from",
          "where",
          "and",
          "in",
          "group",
          "order",
          "by",
          "sum",
          "coalesce",
          "nullif",
          "cast",
          "double",
          "precision",
          "sentiment",
          "topic",
          "window_time",
          "count_tweets",
          "avg_positive",
          "avg_negative",
          "avg_neutral",
          "avg_mixed",
          "perc_tweet_positive",
          "perc_tweet_negative",
          "perc_tweet_neutral",
          "perc_tweet_mixed");

  private static final Set<String> UNITS = Set.of("percentunit", "locale");
  private static final List<String> LABELS = List.of("positive", "neutral", "negative", "mixed");
  private static final String PANEL_BACKGROUND = "#181B20";

  static Stream<Dashboard> dashboards() throws IOException {
    return new Dashboards(Optional.of(GRAFANA.resolve("dashboards"))).all().stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldDescribeEachPanelWhenShown(Dashboard dashboard) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : panels(dashboard)) {
      assertThat(ids.add(panel.path("id").asInt())).as("%s has its own id", panel).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      assertThat(panel.path("description").asText()).isNotBlank();
      JsonNode defaults = panel.path("fieldConfig").path("defaults");
      assertThat(UNITS).contains(defaults.path("unit").asText());
      assertThat(defaults.path("decimals").isInt()).isTrue();
    }
    assertThat(ids).hasSize(8);
  }

  /** The table tweet and the count of loaded tweets include unscored tweets. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldSayScoredWhenTweetsAreCounted(Dashboard dashboard) {
    List<String> counting = new ArrayList<>();
    for (JsonNode panel : panels(dashboard)) {
      if (panel.path("targets").path(0).path("rawSql").asText().contains("AS \"tweets\"")) {
        counting.add(panel.path("title").asText());
      }
    }
    assertThat(counting).hasSize(2).allMatch(title -> title.startsWith("Scored tweets"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldTileTheGridWhenLaidOut(Dashboard dashboard) {
    Map<String, String> cells = new HashMap<>();
    for (JsonNode panel : panels(dashboard)) {
      JsonNode at = panel.path("gridPos");
      assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = at.path("x").asInt(); x < at.path("x").asInt() + at.path("w").asInt(); x++) {
        for (int y = at.path("y").asInt(); y < at.path("y").asInt() + at.path("h").asInt(); y++) {
          assertThat(cells.put(x + "," + y, panel.path("title").asText()))
              .as("what %s covers at %d,%d", panel.path("title"), x, y)
              .isNull();
        }
      }
    }
    assertThat(cells.size() % 24).as("a gap in the grid").isZero();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldAskBothWarehousesTheSameWhenTheDataSourceIsChosen(Dashboard dashboard) {
    for (JsonNode panel : panels(dashboard)) {
      assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
      JsonNode postgres = panel.path("targets").path(0);
      JsonNode redshift = panel.path("targets").path(1);
      assertThat(redshift.path("rawSQL")).isEqualTo(postgres.path("rawSql"));
      assertThat(postgres.has("rawSQL") || redshift.has("rawSql")).isFalse();
      assertThat(postgres.path("refId")).isNotEqualTo(redshift.path("refId"));
      assertThat(postgres.path("format").asText()).isEqualTo("table");
      assertThat(redshift.path("format").asInt()).isEqualTo(1);
    }
    JsonNode topic = variable(dashboard, "topic").path("query");
    assertThat(topic.path("rawSQL")).isEqualTo(topic.path("rawSql"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldUseOnlyCommonSqlWhenQueried(Dashboard dashboard) {
    List<String> queries = new ArrayList<>(dashboard.variables().values());
    dashboard.panels().values().forEach(queries::addAll);
    assertThat(queries).hasSize(9);
    for (String sql : queries) {
      assertThat(MACRO.matcher(sql).results().map(MatchResult::group)).isSubsetOf(MACROS);
      String plain = MACRO.matcher(sql).replaceAll("").replaceAll("\"\\w+\"", "");
      assertThat(plain).doesNotContain("$", "::", "[", "'", ";");
      assertThat(
              Pattern.compile("[A-Za-z_]\\w*")
                  .matcher(plain)
                  .results()
                  .map(word -> word.group().toLowerCase(Locale.ROOT)))
          .isSubsetOf(WORDS);
    }
    dashboard.panels().values().stream()
        .flatMap(List::stream)
        .forEach(sql -> assertThat(sql).contains(MACROS.toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldGiveEachLabelOneColourWhenDrawn(Dashboard dashboard) {
    Map<String, Set<String>> colours = new HashMap<>();
    for (JsonNode panel : panels(dashboard)) {
      if (panel.path("type").asText().equals("gauge")) {
        String label = panel.path("title").asText().split(" ", -1)[0].toLowerCase(Locale.ROOT);
        JsonNode color = panel.path("fieldConfig").path("defaults").path("color");
        colours.computeIfAbsent(label, k -> new HashSet<>()).add(color.path("fixedColor").asText());
      }
      for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
        String label = override.path("matcher").path("options").asText();
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asText().equals("color")) {
            colours
                .computeIfAbsent(label, k -> new HashSet<>())
                .add(property.path("value").path("fixedColor").asText());
          }
        }
      }
    }
    assertThat(colours.keySet()).containsExactlyInAnyOrderElementsOf(LABELS);
    assertThat(colours.values()).allSatisfy(used -> assertThat(used).hasSize(1));
    List<String> palette =
        LABELS.stream().map(label -> colours.get(label).iterator().next()).toList();
    for (String colour : palette) {
      assertThat(ColourVision.contrast(colour, PANEL_BACKGROUND)).as(colour).isGreaterThan(4);
      for (String other : palette) {
        for (ColourVision vision : ColourVision.values()) {
          if (!colour.equals(other)) {
            assertThat(vision.distance(colour, other))
                .as("%s and %s for %s", colour, other, vision)
                .isGreaterThan(0.1);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void shouldOfferTheProvisionedSourcesWhenOneIsChosen(Dashboard dashboard) throws IOException {
    StringBuilder provisioning = new StringBuilder();
    try (Stream<Path> files = Files.list(GRAFANA.resolve("provisioning/datasources"))) {
      for (Path file : files.toList()) {
        String yaml = Files.readString(file);
        provisioning.append(yaml);
        assertThat(yaml.lines().filter(line -> line.matches(".*(password|secret|Key)\\w*: \\S.*")))
            .allMatch(line -> line.matches(".*: (\\$\\{\\w+}|true|false)"), "no secret in a file");
      }
    }
    for (JsonNode option : variable(dashboard, "datasource").path("options")) {
      assertThat(provisioning).contains("uid: " + option.path("value").asText());
    }
  }

  private static List<JsonNode> panels(Dashboard dashboard) {
    return StreamSupport.stream(dashboard.json().path("panels").spliterator(), false).toList();
  }

  private static JsonNode variable(Dashboard dashboard, String name) {
    return StreamSupport.stream(
            dashboard.json().path("templating").path("list").spliterator(), false)
        .filter(variable -> variable.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
