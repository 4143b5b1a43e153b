package io.tweetsentiment.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard's own SQL on three windows whose figures are worked out by hand. */
class DashboardSqlTest {

  private static final double EXACT = 1e-12;
  private static final LocalDateTime NOON = LocalDateTime.of(2020, 10, 20, 12, 0);

  private static TestingWarehouse postgres;
  private static Warehouse warehouse;
  private static Dashboard dashboard;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = TestingWarehouse.start().withTable();
    double[] first = {0.2, 0.5, 0.2, 0.1};
    double[] second = {0.6, 0.2, 0.1, 0.1};
    double[] third = {0.1, 0.1, 0.7, 0.1};
    postgres.insert("a", NOON, 10, first, first);
    postgres.insert("o'b", NOON, 30, second, second);
    postgres.insert("a", NOON.plusMinutes(15), 60, third, third);
    warehouse = new Warehouse(postgres.source());
    dashboard =
        new Dashboards(Optional.of(Path.of("..", "grafana", "dashboards")))
            .dashboard("tweet-sentiment");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void shouldWeightByCountWhenSharesAreShown() throws SQLException {
    // (0.2 * 10 + 0.6 * 30 + 0.1 * 60) / 100 and so on.
    assertThat(figure("1", day(), "a", "o'b")).isCloseTo(0.26, within(EXACT));
    assertThat(figure("2", day(), "a", "o'b")).isCloseTo(0.47, within(EXACT));
    assertThat(figure("3", day(), "a", "o'b")).isCloseTo(0.17, within(EXACT));
    assertThat(figure("4", day(), "a", "o'b")).isCloseTo(0.1, within(EXACT));
  }

  @Test
  void shouldLeaveOutWhatIsNotChosenWhenTopicAndRangeAreGiven() throws SQLException {
    assertThat(figure("5", day(), "a", "o'b")).isEqualTo(100);
    assertThat(figure("5", day(), "a")).isEqualTo(70);
    assertThat(figure("5", range(NOON, NOON), "a", "o'b")).isEqualTo(40);
    assertThat(figure("5", range(NOON, NOON.plusMinutes(15)), "a", "o'b")).isEqualTo(100);
  }

  @Test
  void shouldAddTopicsUpWhenAWindowHasSeveral() throws SQLException {
    QueryResult tweets = run("6", day(), "a", "o'b");
    assertThat(tweets.columns().get(0))
        .isEqualTo(new QueryResult.Column("time", QueryResult.Kind.TIME));
    assertThat(tweets.rows().stream().map(row -> ((Number) row.get(1)).longValue()))
        .containsExactly(40L, 60L);
    assertThat(tweets.rows().get(0).get(0))
        .isEqualTo(NOON.toInstant(ZoneOffset.UTC).toEpochMilli());
    List<Object> noon = run("8", day(), "a", "o'b").rows().get(0);
    assertThat((Double) noon.get(1)).isCloseTo(0.5, within(EXACT));
    assertThat((Double) noon.get(2)).isCloseTo(0.125, within(EXACT));
    assertThat((Double) noon.get(3)).isCloseTo(0.275, within(EXACT));
    assertThat((Double) noon.get(4)).isCloseTo(0.1, within(EXACT));
  }

  @Test
  void shouldShowNoShareWhenTheRangeIsEmpty() throws SQLException {
    TimeRange empty = range(NOON.minusDays(2), NOON.minusDays(1));
    assertThat(run("1", empty, "a").rows()).containsExactly(Collections.singletonList(null));
    assertThat(figure("5", empty, "a")).isZero();
    assertThat(run("6", empty, "a").rows()).isEmpty();
  }

  @Test
  void shouldListTopicsWhenTheVariableIsAsked() throws SQLException {
    BoundSql topics = new BoundSql(dashboard.variables().get("topic"), List.of());
    assertThat(warehouse.read(snapshot -> snapshot.query(topics)).rows())
        .containsExactly(List.of("a"), List.of("o'b"));
  }

  @Test
  void shouldGiveTheSameRowsWhenGrafanaWritesTheText() throws SQLException {
    for (String id : dashboard.panels().keySet()) {
      QueryResult here = run(id, day(), "a", "o'b");
      for (String second : List.of("Z", ".000Z")) {
        String text =
            sql(id)
                .replace(
                    "$__timeFilter(window_time)",
                    "window_time BETWEEN '2020-10-20T00:00:00%1$s' AND '2020-10-21T00:00:00%1$s'"
                        .formatted(second))
                .replace("${topic:sqlstring}", "'a','o''b'");
        BoundSql grafana = new BoundSql(text, List.of());
        QueryResult written = warehouse.read(snapshot -> snapshot.query(grafana));
        assertThat(written).isEqualTo(here);
      }
    }
  }

  private static double figure(String panel, TimeRange range, String... topics)
      throws SQLException {
    List<List<Object>> rows = run(panel, range, topics).rows();
    assertThat(rows).hasSize(1);
    return ((Number) rows.get(0).get(0)).doubleValue();
  }

  private static QueryResult run(String panel, TimeRange range, String... topics)
      throws SQLException {
    BoundSql bound = PanelSql.expand(sql(panel), range, Map.of("topic", List.of(topics)));
    return warehouse.read(snapshot -> snapshot.query(bound));
  }

  private static String sql(String panel) {
    return dashboard.panels().get(panel).stream().collect(Collectors.joining());
  }

  private static TimeRange day() {
    return range(NOON.minusHours(12), NOON.plusHours(12));
  }

  private static TimeRange range(LocalDateTime from, LocalDateTime to) {
    return new TimeRange(instant(from), instant(to));
  }

  private static Instant instant(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC);
  }
}
