package io.tweetsentiment.standalone.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.emulators.corpus.TimeSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchScopeTest {

  @TempDir Path folder;

  private SearchScope of(Optional<Instant> from, Optional<Instant> to, String... times)
      throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String at : times) {
      lines.append(
          "{\"data\": {\"id\": \""
              + at
              + "\", \"text\": \"t\", \"created_at\": \""
              + at
              + "\"}}\n");
    }
    Path file = Files.writeString(folder.resolve("tea.jsonl"), lines);
    return SearchScope.of(List.of(file), List.of(), from, to);
  }

  private static TimeSpan span(String start, String end) {
    return new TimeSpan(Instant.parse(start), Instant.parse(end));
  }

  @Test
  void shouldSearchAllOfTheSpanWhenTheTweetsAreNear() throws Exception {
    SearchScope tweets =
        of(Optional.empty(), Optional.empty(), "2024-05-01T10:05:00Z", "2024-05-02T09:00:00Z");
    assertThat(tweets.spans())
        .containsExactly(new TimeSpan(tweets.from(), tweets.to()))
        .containsExactly(span("2024-05-01T10:00:00Z", "2024-05-02T09:15:00Z"));
  }

  @Test
  void shouldSearchOnlyWhereTweetsAreWhenTheyAreFarApart() throws Exception {
    SearchScope tweets =
        of(
            Optional.empty(),
            Optional.empty(),
            "0001-01-01T00:00:00Z",
            "2024-05-01T10:05:00Z",
            "9999-12-31T23:59:59Z");
    assertThat(tweets.spans())
        .containsExactly(
            span("0001-01-01T00:00:00Z", "0001-01-01T00:15:00Z"),
            span("2024-05-01T10:00:00Z", "2024-05-01T10:15:00Z"),
            span("9999-12-31T23:45:00Z", "+10000-01-01T00:00:00Z"));
    assertThat(tweets.from()).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
  }

  @Test
  void shouldStayWithinFromAndTo() throws Exception {
    Optional<Instant> from = Optional.of(Instant.parse("1980-01-01T00:00:00Z"));
    Optional<Instant> to = Optional.of(Instant.parse("2024-05-01T10:10:00Z"));
    assertThat(of(from, to, "1970-01-01T00:00:00Z", "2024-05-01T10:05:00Z").spans())
        .containsExactly(span("2024-05-01T10:00:00Z", "2024-05-01T10:10:00Z"));
    assertThat(of(from, to, "1970-01-01T00:00:00Z").spans())
        .as("without a tweet all of it")
        .isEqualTo(List.of(new TimeSpan(from.get(), to.get())));
  }
}
