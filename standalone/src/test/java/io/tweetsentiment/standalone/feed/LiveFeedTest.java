package io.tweetsentiment.standalone.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveFeedTest {

  private static final Map<String, String> TOKEN = Map.of("X_BEARER_TOKEN", "secret");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:30Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private static LiveFeed x(Optional<Instant> from, Optional<Instant> to, Clock clock) {
    return new LiveFeed("x", List.of("climate"), List.of(), from, to, TOKEN, clock);
  }

  private static LiveFeed jetstream(List<String> topics, List<String> keywords) {
    return new LiveFeed(
        "jetstream", topics, keywords, Optional.empty(), Optional.empty(), Map.of(), NOON);
  }

  @Test
  void shouldFollowXFromTheSameTimeInEachStart() throws Exception {
    Map<String, String> first =
        x(Optional.empty(), Optional.empty(), NOON).producer("http://emulated", folder);
    assertThat(first)
        .containsEntry("follow", "true")
        .containsEntry("from", "2026-03-02T11:45:00Z")
        .containsEntry("freq", "PT1M")
        .doesNotContainKeys("x.base.url", "to");
    Clock later = Clock.offset(NOON, Duration.ofDays(1));
    assertThat(x(Optional.empty(), Optional.empty(), later).producer("http://emulated", folder))
        .isEqualTo(first);
  }

  @Test
  void shouldNotFollowFromWhereAnEarlierSpanBegan() throws Exception {
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    x(Optional.of(from), Optional.of(from.plusSeconds(86_400)), NOON).producer("", folder);
    x(Optional.of(from), Optional.empty(), NOON).producer("", folder);
    assertThat(x(Optional.empty(), Optional.empty(), NOON).producer("", folder))
        .containsEntry("from", "2026-03-02T11:45:00Z");
  }

  @Test
  void shouldNotFollowOtherTopicsFromWhereTheFirstOnesBegan() throws Exception {
    x(Optional.empty(), Optional.empty(), NOON).producer("", folder);
    Clock later = Clock.offset(NOON, Duration.ofDays(1));
    LiveFeed other =
        new LiveFeed(
            "x", List.of("tea"), List.of(), Optional.empty(), Optional.empty(), TOKEN, later);
    assertThat(other.producer("", folder)).containsEntry("from", "2026-03-03T11:45:00Z");
  }

  @Test
  void shouldNameTheFileWhoseTimeCannotBeRead() throws Exception {
    x(Optional.empty(), Optional.empty(), NOON).producer("", folder);
    Path kept;
    try (Stream<Path> files = Files.list(folder)) {
      kept = files.findFirst().orElseThrow();
    }
    Files.writeString(kept, "");
    assertThatThrownBy(() -> x(Optional.empty(), Optional.empty(), NOON).producer("", folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(kept.toString())
        .hasMessageContaining("remove it");
  }

  @Test
  void shouldSearchASpanOfX() throws Exception {
    Instant from = Instant.parse("2026-03-01T00:00:00Z");
    Instant to = Instant.parse("2026-03-02T00:00:00Z");
    assertThat(x(Optional.of(from), Optional.of(to), NOON).producer("", folder))
        .containsEntry("follow", "false")
        .containsEntry("freq", "PT15M")
        .containsEntry("from", from.toString())
        .containsEntry("to", to.toString());
  }

  @Test
  void shouldLookForKeywordsUnderATopic() throws Exception {
    assertThat(jetstream(List.of("climate"), List.of("climate", "warming")).producer("", folder))
        .containsEntry("topics", "climate")
        .containsEntry("query.climate", "climate OR warming")
        .doesNotContainKeys("from", "follow");
    assertThat(jetstream(List.of(), List.of("tea", "coffee")).producer("", folder))
        .containsEntry("topics", "tea,coffee");
  }

  @Test
  void shouldRefuseWhatCannotRun() {
    assertThatThrownBy(() -> jetstream(List.of(), List.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--topic");
    assertThatThrownBy(
            () ->
                new LiveFeed(
                    "x",
                    List.of("t"),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    NOON))
        .hasMessageContaining("X_BEARER_TOKEN");
    assertThatThrownBy(() -> x(Optional.empty(), Optional.of(NOON.instant()), NOON))
        .hasMessageContaining("--to");
  }

  @Test
  void shouldNotShowTheToken() {
    assertThat(x(Optional.empty(), Optional.empty(), NOON).toString()).doesNotContain("secret");
  }
}
