package io.tweetsentiment.emulators.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.emulators.corpus.SampleCorpus;
import io.tweetsentiment.settings.SettingsException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XScriptTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final String SEARCH = "/2/tweets/search/all?query=biden";

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;

  private XEmulator start(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("script"), script);
    return XEmulator.start(
        Map.of("x.script", file.toString()), Clock.fixed(NOW, ZoneOffset.UTC), new SampleCorpus());
  }

  private HttpResponse<String> get(URI base, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer t").build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldMisbehaveAtTheRequestsOfTheScript() throws Exception {
    try (XEmulator x =
        start(
            """
            # a bad day
            2      status 503 try again
            3      html 502      # of a proxy
            4,5    empty
            6      no-data
            7      day-limit user 3600
            8      expired
            9-10   expired
            """)) {
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
      HttpResponse<String> unavailable = get(x.uri(), SEARCH);
      assertThat(unavailable.statusCode()).isEqualTo(503);
      assertThat(unavailable.body()).isEqualTo("try again");
      assertThat(get(x.uri(), SEARCH).body()).startsWith("<html>");
      assertThat(get(x.uri(), SEARCH).body()).isEqualTo("{}");
      assertThat(get(x.uri(), SEARCH).body()).isEqualTo("{}");
      assertThat(get(x.uri(), SEARCH).body()).contains("internal-error").doesNotContain("data");
      HttpResponse<String> day = get(x.uri(), SEARCH);
      assertThat(day.statusCode()).isEqualTo(429);
      assertThat(day.headers().firstValue("x-user-limit-24hour-remaining")).contains("0");
      assertThat(day.headers().firstValue("x-user-limit-24hour-reset"))
          .contains(Long.toString(NOW.plusSeconds(3600).getEpochSecond()));
      assertThat(day.headers().firstValue("x-rate-limit-remaining")).contains("299");
      assertThat(get(x.uri(), SEARCH).statusCode()).as("the first page").isEqualTo(200);
      assertThat(get(x.uri(), SEARCH + "&next_token=b1z1x0000000").statusCode()).isEqualTo(400);
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldCutTheConnection() throws Exception {
    try (XEmulator x = start("every 2 cut\n")) {
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> get(x.uri(), SEARCH)).isInstanceOf(IOException.class);
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void shouldTakeOneRequestASecondOnly() throws Exception {
    try (XEmulator x = start("1-* pace 1000\n")) {
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
      HttpResponse<String> soon = get(x.uri(), SEARCH);
      assertThat(soon.statusCode()).isEqualTo(429);
      assertThat(soon.headers().firstValue("x-rate-limit-remaining")).contains("299");
    }
  }

  @Test
  void shouldAnswerLater() throws Exception {
    try (XEmulator x = start("1 latency 50\n1 latency 50\n")) {
      long before = System.nanoTime();
      assertThat(get(x.uri(), SEARCH).statusCode()).isEqualTo(200);
      assertThat(System.nanoTime() - before).isGreaterThan(100_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut",
        "1 vanish",
        "1 latency",
        "1 latency soon",
        "x cut",
        "1-x cut",
        "1 day-limit nobody 5",
        "1 day-limit app",
        "99999999999999999999 cut"
      })
  void shouldNameTheLineThatItDoesNotUnderstand(String line) {
    assertThatThrownBy(() -> XScript.parse(List.of("# fine", line)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining(line);
  }
}
