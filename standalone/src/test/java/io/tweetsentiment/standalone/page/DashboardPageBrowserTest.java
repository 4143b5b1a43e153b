package io.tweetsentiment.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser shows, against SQL written for this test. Needs Chromium; skipped without it. */
class DashboardPageBrowserTest {

  private static final List<String> LABELS = List.of("positive", "neutral", "negative", "mixed");
  private static final double AS_SHOWN = 1e-9;
  private static final int SCORED = 34_919;
  private static final int UNSCORED = 1_203;

  @TempDir static Path work;

  private static TestingWarehouse warehouse;
  private static DashboardPage page;
  private static Chromium chromium;
  private static String document;

  @BeforeAll
  static void start() throws Exception {
    Optional<Chromium> found = Chromium.find();
    assumeTrue(
        found.isPresent(),
        "no Chromium on the PATH; install the package chromium or set CHROMIUM to its path");
    chromium = found.orElseThrow();
    warehouse = TestingWarehouse.start().withTable();
    warehouse.fill(4, 7);
    page =
        DashboardPage.start(
            0,
            Optional.empty(),
            warehouse.source(),
            () -> status("complete", SCORED + UNSCORED, SCORED + UNSCORED));
    document = chromium.document(page.address(), work);
  }

  @AfterAll
  static void stop() throws IOException {
    if (page != null) {
      page.close();
    }
    if (warehouse != null) {
      warehouse.close();
    }
  }

  @Test
  void shouldShowWhatSqlSaysWhenTheWarehouseIsFilled() throws Exception {
    List<Object> expected =
        warehouse
            .rows(
                """
                SELECT SUM(perc_tweet_positive * count_tweets) / SUM(count_tweets),
                  SUM(perc_tweet_neutral * count_tweets) / SUM(count_tweets),
                  SUM(perc_tweet_negative * count_tweets) / SUM(count_tweets),
                  SUM(perc_tweet_mixed * count_tweets) / SUM(count_tweets),
                  SUM(avg_positive * count_tweets) / SUM(count_tweets),
                  SUM(avg_neutral * count_tweets) / SUM(count_tweets),
                  SUM(avg_negative * count_tweets) / SUM(count_tweets),
                  SUM(avg_mixed * count_tweets) / SUM(count_tweets),
                  SUM(count_tweets)
                FROM sentiment
                """)
            .get(0);
    for (int i = 0; i < LABELS.size(); i++) {
      assertThat(value(document, i + 1, LABELS.get(i)))
          .as("gauge of %s", LABELS.get(i))
          .isCloseTo(number(expected.get(i)), within(AS_SHOWN));
      assertThat(value(document, 7, LABELS.get(i)))
          .as("donut slice of %s", LABELS.get(i))
          .isCloseTo(number(expected.get(4 + i)), within(AS_SHOWN));
    }
    assertThat(value(document, 5, "tweets")).isEqualTo(number(expected.get(8)));
    assertThat(document).contains("data-state=\"complete\"", "127.0.0.1:9092");
    assertThat(charts(document)).as("drawn charts").isEqualTo(7);
  }

  @Test
  void shouldExplainTheScoredTweetsWhenSomeAreUnscored() {
    assertThat(document)
        .containsPattern("<dt>merged</dt>.*</div>\\s*<div.*<dt>of them unscored</dt>");
    assertThat(count(document, "merged") - count(document, "unscored"))
        .isEqualTo(value(document, 5, "tweets"));
  }

  @Test
  void shouldShowEveryWindowWhenTheTimelinesAreRead() throws Exception {
    Map<Long, List<Double>> tweets = new LinkedHashMap<>();
    Map<Long, List<Double>> scores = new LinkedHashMap<>();
    for (List<Object> row :
        warehouse.rows(
            """
            SELECT window_time, SUM(count_tweets),
              SUM(avg_positive * count_tweets) / SUM(count_tweets),
              SUM(avg_neutral * count_tweets) / SUM(count_tweets),
              SUM(avg_negative * count_tweets) / SUM(count_tweets),
              SUM(avg_mixed * count_tweets) / SUM(count_tweets)
            FROM sentiment GROUP BY window_time ORDER BY window_time DESC
            """)) {
      long time =
          ((Timestamp) row.get(0)).toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli();
      tweets.put(time, List.of(number(row.get(1))));
      scores.put(time, row.subList(2, 6).stream().map(DashboardPageBrowserTest::number).toList());
    }
    assertThat(tweets).hasSize(384);
    assertThat(timeline(document, 6)).isEqualTo(tweets);
    Map<Long, List<Double>> drawn = timeline(document, 8);
    assertThat(drawn.keySet()).isEqualTo(scores.keySet());
    scores.forEach(
        (time, values) -> {
          for (int i = 0; i < values.size(); i++) {
            assertThat(drawn.get(time).get(i)).isCloseTo(values.get(i), within(AS_SHOWN));
          }
        });
  }

  @Test
  void shouldShowOneTopicOfHalfADayWhenTheyAreChosen() throws Exception {
    URI chosen =
        page.address()
            .resolve(
                "?range=custom&from=2020-10-21T06%3A00&to=2020-10-21T18%3A00&var-topic=o%27hare");
    String filtered = chromium.document(chosen, work);

    Object expected =
        warehouse
            .rows(
                """
                SELECT SUM(count_tweets) FROM sentiment WHERE topic = 'o''hare'
                  AND window_time BETWEEN '2020-10-21 06:00' AND '2020-10-21 18:00'
                """)
            .get(0)
            .get(0);
    assertThat(value(filtered, 5, "tweets")).isEqualTo(number(expected));
  }

  @Test
  void shouldFollowTheRunWhenTweetsArrive() throws Exception {
    try (TestingWarehouse young = TestingWarehouse.start()) {
      AtomicInteger asked = new AtomicInteger();
      Supplier<Object> run =
          () -> {
            if (asked.incrementAndGet() < 3) {
              return status("starting", 0, 0);
            }
            if (asked.get() == 3) {
              load(young);
            }
            return status("running", 30_000, 21_000);
          };
      try (DashboardPage waiting =
          DashboardPage.start(
              0, Optional.empty(), young.source(), () -> status("starting", 0, 0))) {
        String seen = chromium.document(waiting.address(), work);
        assertThat(Pattern.compile("Waiting for the first tweets").matcher(seen).results().count())
            .isEqualTo(8);
        assertThat(seen).containsPattern("<p id=\"notice\"[^>]*hidden");
      }
      try (DashboardPage growing = DashboardPage.start(0, Optional.empty(), young.source(), run)) {
        String seen = chromium.document(growing.address(), work);
        assertThat(seen).contains("data-state=\"running\"", "aria-valuenow=\"70\"");
        assertThat(value(seen, 5, "tweets"))
            .isEqualTo(number(young.rows("SELECT SUM(count_tweets) FROM sentiment").get(0).get(0)));
        chromium.screenshot(growing.address(), work, 500, 1600, screenshot("phone.png"));
      }
    }
  }

  @Test
  void shouldNameThePanelTypeWhenItIsNotDrawn() throws Exception {
    Files.writeString(
        work.resolve("odd.json"),
        """
        {"uid": "odd", "title": "Odd <b>one</b>", "panels": [
          {"id": 1, "type": "geomap", "title": "Where", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 8}},
          {"id": 2, "type": "stat", "title": "Broken", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
           "targets": [{"rawSql": "SELECT 1 / 0"}]}]}
        """);
    try (DashboardPage odd =
        DashboardPage.start(
            0, Optional.of(work), warehouse.source(), () -> status("complete", 1, 1))) {
      String seen = chromium.document(odd.address(), work);
      assertThat(seen)
          .contains(
              "Panels of type “geomap” are not drawn here",
              "division by zero",
              "Odd &lt;b&gt;one&lt;/b&gt;");
    }
  }

  @Test
  void shouldBePhotographedWhenFilled() throws Exception {
    Path desktop = screenshot("page.png");
    chromium.screenshot(page.address(), work, 1400, 900, desktop);
    assertThat(desktop).isNotEmptyFile();
  }

  private static Path screenshot(String name) throws IOException {
    return Files.createDirectories(Path.of("target", "screenshots").toAbsolutePath()).resolve(name);
  }

  private static void load(TestingWarehouse young) {
    try {
      young.withTable().fill(1, 11);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double count(String document, String name) {
    Matcher element =
        Pattern.compile("data-count=\"%s\" data-value=\"(\\d+)\"".formatted(name))
            .matcher(document);
    assertThat(element.find()).as("the count %s", name).isTrue();
    return Double.parseDouble(element.group(1));
  }

  private static double value(String document, int panel, String field) {
    Matcher element =
        Pattern.compile(
                "<(?:output|li)\\b(?=[^>]*data-panel=\"%d\")(?=[^>]*data-field=\"%s\")[^>]*data-value=\"([^\"]+)\""
                    .formatted(panel, field))
            .matcher(document);
    assertThat(element.find()).as("panel %s shows %s", panel, field).isTrue();
    return Double.parseDouble(element.group(1));
  }

  private static Map<Long, List<Double>> timeline(String document, int panel) {
    Matcher table =
        Pattern.compile("<table data-panel=\"%d\".*?</table>".formatted(panel), Pattern.DOTALL)
            .matcher(document);
    assertThat(table.find()).as("numbers of panel %s", panel).isTrue();
    Map<Long, List<Double>> rows = new LinkedHashMap<>();
    Matcher row = Pattern.compile("data-time=\"(\\d+)\">(.*?)</tr>").matcher(table.group());
    while (row.find()) {
      List<Double> values = new ArrayList<>();
      Matcher cell = Pattern.compile("data-value=\"([^\"]+)\"").matcher(row.group(2));
      while (cell.find()) {
        values.add(Double.parseDouble(cell.group(1)));
      }
      rows.put(Long.parseLong(row.group(1)), values);
    }
    return rows;
  }

  private static long charts(String document) {
    return Pattern.compile("<svg[^>]*>.*?<path").matcher(document).results().count();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static Map<String, Object> status(String state, int received, int loaded) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", state);
    status.put("received", received);
    status.put("scored", received);
    status.put("merged", received);
    status.put("duplicates", 0);
    status.put("superseded", 0);
    status.put("deleted", 0);
    status.put("unscored", UNSCORED);
    status.put("dead_lettered", 0);
    status.put("oversize", 0);
    status.put("pending", 0);
    status.put("windows", loaded / 45);
    status.put("loaded_tweets", loaded);
    status.put("loaded_windows", loaded / 45);
    status.put("seconds", 41.37);
    status.put("start_seconds", 12.1);
    status.put(
        "components",
        List.of(
            component("Kafka", "127.0.0.1:9092", 4711),
            component("Connect", "http://127.0.0.1:8083", 4711),
            component("schema registry", "http://127.0.0.1:8081", 4713),
            component("PostgreSQL", "127.0.0.1:5432", 4712)));
    return status;
  }

  private static Map<String, Object> component(String name, String address, int pid) {
    return Map.of("name", name, "address", address, "pid", pid, "state", "running");
  }
}
