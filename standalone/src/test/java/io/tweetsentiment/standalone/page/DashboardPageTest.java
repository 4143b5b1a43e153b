package io.tweetsentiment.standalone.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardPageTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2020, 10, 20, 12, 0);
  private static final double[] QUARTERS = {0.25, 0.25, 0.25, 0.25};

  @TempDir Path folder;

  private static TestingWarehouse warehouse;
  private static DashboardPage page;
  private static HttpClient client;

  @BeforeAll
  static void start() throws IOException, SQLException {
    warehouse = TestingWarehouse.start().withTable();
    warehouse.insert("a", NOON, 7, QUARTERS, QUARTERS);
    warehouse.insert("b & c", NOON.plusMinutes(15), 5, QUARTERS, QUARTERS);
    page =
        DashboardPage.start(
            0, Optional.empty(), warehouse.source(), () -> Map.of("state", "running"));
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() throws IOException {
    page.close();
    warehouse.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/page.js, text/javascript",
    "/panels.js, text/javascript",
    "/fields.js, text/javascript",
    "/page.css, text/css",
    "/icon.svg, image/svg+xml",
    "/webjars/echarts/dist/echarts.min.js, text/javascript"
  })
  void shouldServeTheFilesOfThePageWhenAsked(String path, String type) throws Exception {
    HttpResponse<String> answer = get(page, path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.body()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/absent.js",
        "/../page/page.js",
        "/%2e%2e/%2e%2e/log4j2.properties",
        "/webjars/absent/a.js",
        "/webjars/echarts",
        "/webjars/echarts/../../../page/page.js",
        "/api/absent"
      })
  void shouldAnswerNotFoundWhenThereIsNoSuchFile(String path) throws Exception {
    HttpResponse<String> answer = get(page, path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("error").asText()).contains("nothing at");
  }

  @Test
  void shouldAnswerTheStatusWhenAsked() throws Exception {
    assertThat(json(get(page, "/status")).path("state").asText()).isEqualTo("running");
  }

  @Test
  void shouldAnswerThePackagedDashboardsWhenNoFolderIsGiven() throws Exception {
    JsonNode dashboards = json(get(page, "/api/dashboards"));
    assertThat(dashboards).hasSize(1);
    assertThat(dashboards.get(0).path("panels")).hasSize(8);
  }

  @Test
  void shouldAnswerRangeAndTopicsWhenChoicesAreAsked() throws Exception {
    JsonNode choices = json(get(page, "/api/choices/tweet-sentiment"));
    assertThat(choices.path("from").asLong()).isEqualTo(1_603_195_200_000L);
    assertThat(choices.path("to").asLong()).isEqualTo(1_603_196_100_000L);
    assertThat(choices.at("/variables/topic/1").asText()).isEqualTo("b & c");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 12",
    "?var-topic=a, 7",
    "?var-topic=b+%26+c, 5",
    "?var-topic=a&var-topic=b+%26+c, 12",
    "?var-topic=a')+OR+1=1--, 0",
    "?from=1603195200001&to=1603196100000, 5",
    "?from=0&to=1, 0"
  })
  void shouldCountWhatIsChosenWhenPanelsAreAsked(String query, int tweets) throws Exception {
    JsonNode panels = json(get(page, "/api/panels/tweet-sentiment" + query));
    assertThat(panels).hasSize(8);
    assertThat(panels.at("/5/frames/0/rows/0/0").asInt(-1)).isEqualTo(tweets);
    assertThat(panels.at("/6/frames/0/columns/0/kind").asText()).isEqualTo("time");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/panels/absent, no dashboard absent",
    "/api/panels/tweet-sentiment?from=1, give both from and to",
    "/api/panels/tweet-sentiment?from=x&to=1, from=x is not a number",
    "/api/panels/tweet-sentiment?from=2&to=1, is after"
  })
  void shouldSayWhatIsWrongWhenTheRequestIsBad(String path, String message) throws Exception {
    HttpResponse<String> answer = get(page, path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("error").asText()).contains(message);
  }

  @Test
  void shouldRefuseWhenTheMethodIsNotGet() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(page.address().resolve("/status"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, 200",
    "LOCALHOST, 200",
    "127.0.0.1:9, 200",
    "[::1]:8080, 200",
    "evil.example:8080, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "'', 403"
  })
  void shouldAnswerOnlyRequestsForThisMachine(String host, int code) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
      String request = "GET /status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 " + code + " ");
    }
  }

  @Test
  void shouldAnswerTheOtherPanelsWhenOneFails() throws Exception {
    write("SELECT 1 / 0", "UPDATE sentiment SET count_tweets = 0", "SELECT 42 AS n", "$__absent()");
    try (DashboardPage own = own(warehouse)) {
      JsonNode panels = json(get(own, "/api/panels/own"));
      assertThat(panels.at("/0/error").asText()).contains("division by zero");
      assertThat(panels.at("/1/error").asText()).contains("read-only");
      assertThat(panels.at("/2/frames/0/rows/0/0").asInt()).isEqualTo(42);
      assertThat(panels.at("/3/error").asText()).contains("macro $__absent is unknown");
    }
  }

  @Test
  void shouldNameTheFileWhenADashboardIsNoJson() throws Exception {
    Files.writeString(folder.resolve("broken.json"), "{");
    try (DashboardPage own = own(warehouse)) {
      HttpResponse<String> answer = get(own, "/api/dashboards");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(json(answer).path("error").asText()).contains("broken.json is not JSON");
    }
  }

  @Test
  void shouldCancelTheStatementWhenItTakesTooLong() throws Exception {
    write("SELECT pg_sleep(30)");
    try (DashboardPage own = own(warehouse)) {
      JsonNode panels = json(get(own, "/api/panels/own"));
      assertThat(panels.at("/0/error").asText()).contains("statement timeout");
    }
  }

  @Test
  void shouldAnswerUnavailableWhenTheTableIsNotThere() throws Exception {
    write("SELECT 1");
    warehouse.execute("ALTER TABLE sentiment RENAME TO hidden");
    try (DashboardPage own = own(warehouse)) {
      HttpResponse<String> answer = get(own, "/api/choices/own");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(json(answer).path("error").asText()).contains("sentiment");
    } finally {
      warehouse.execute("ALTER TABLE hidden RENAME TO sentiment");
    }
  }

  @Test
  void shouldRefuseToStartWhenThePortIsTaken() {
    assertThatThrownBy(
            () ->
                DashboardPage.start(
                    page.address().getPort(), Optional.empty(), warehouse.source(), Map::of))
        .isInstanceOf(BindException.class);
  }

  private void write(String... queries) throws IOException {
    StringBuilder panels = new StringBuilder();
    for (int i = 0; i < queries.length; i++) {
      panels
          .append(i == 0 ? "" : ",")
          .append("{\"id\":%d,\"targets\":[{\"rawSql\":\"%s\"}]}".formatted(i, queries[i]));
    }
    Files.writeString(folder.resolve("own.json"), "{\"uid\":\"own\",\"panels\":[" + panels + "]}");
  }

  private DashboardPage own(TestingWarehouse source) throws IOException {
    return DashboardPage.start(0, Optional.of(folder), source.source(), Map::of);
  }

  private static HttpResponse<String> get(DashboardPage from, String path) throws Exception {
    URI address =
        URI.create(from.address().toString().replaceAll("/$", "") + path.replace("'", "%27"));
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
