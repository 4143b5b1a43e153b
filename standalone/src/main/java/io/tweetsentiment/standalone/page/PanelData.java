package io.tweetsentiment.standalone.page;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the queries of a dashboard: those of its variables and those of its panels. */
final class PanelData {

  private static final BoundSql EXTENT =
      new BoundSql("SELECT MIN(window_time), MAX(window_time) FROM sentiment", List.of());

  private final Dashboards dashboards;
  private final Warehouse warehouse;

  PanelData(Dashboards dashboards, Warehouse warehouse) {
    this.dashboards = dashboards;
    this.warehouse = warehouse;
  }

  /**
   * The values that a user can choose from.
   *
   * @param range first and last window; empty while there is no window
   * @param variables variable name to its values
   */
  record Choices(Optional<TimeRange> range, Map<String, List<String>> variables) {}

  /** The frames of a panel, or an error message. */
  record Panel(List<QueryResult> frames, String error) {}

  Choices choices(String uid) throws IOException, SQLException {
    Dashboard dashboard = dashboards.dashboard(uid);
    return warehouse.read(snapshot -> choices(dashboard, snapshot));
  }

  /**
   * Runs the queries of all panels in one snapshot of the warehouse.
   *
   * @param range time range; all data when empty
   * @param chosen chosen values by variable name; all values for a variable that is absent
   */
  Map<String, Panel> panels(String uid, Optional<TimeRange> range, Map<String, List<String>> chosen)
      throws IOException, SQLException {
    Dashboard dashboard = dashboards.dashboard(uid);
    return warehouse.read(
        snapshot -> {
          Choices choices = choices(dashboard, snapshot);
          TimeRange effective =
              range.or(choices::range).orElse(new TimeRange(Instant.EPOCH, Instant.EPOCH));
          Map<String, List<String>> variables = new LinkedHashMap<>(choices.variables());
          variables.putAll(chosen);
          Map<String, Panel> panels = new LinkedHashMap<>();
          dashboard
              .panels()
              .forEach(
                  (id, queries) -> panels.put(id, panel(snapshot, queries, effective, variables)));
          return panels;
        });
  }

  private static Panel panel(
      Snapshot snapshot,
      List<String> queries,
      TimeRange range,
      Map<String, List<String>> variables) {
    try {
      List<QueryResult> frames = new ArrayList<>();
      for (String sql : queries) {
        frames.add(snapshot.query(PanelSql.expand(sql, range, variables)));
      }
      return new Panel(frames, null);
    } catch (SQLException | BadRequestException e) {
      return new Panel(List.of(), e.getMessage());
    }
  }

  private static Choices choices(Dashboard dashboard, Snapshot snapshot) throws SQLException {
    List<Object> extent = snapshot.query(EXTENT).rows().get(0);
    Optional<TimeRange> range =
        extent.get(0) instanceof Long from && extent.get(1) instanceof Long to
            ? Optional.of(new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)))
            : Optional.empty();
    Map<String, List<String>> variables = new LinkedHashMap<>();
    for (Map.Entry<String, String> variable : dashboard.variables().entrySet()) {
      QueryResult frame = snapshot.query(new BoundSql(variable.getValue(), List.of()));
      variables.put(
          variable.getKey(), frame.rows().stream().map(row -> String.valueOf(row.get(0))).toList());
    }
    return new Choices(range, variables);
  }
}
