package io.tweetsentiment.sentiment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoutingEngineTest {

  private final List<String> calls = new ArrayList<>();
  private final Recording english = new Recording("english-1", 10, 4, Set.of("en"));
  private final Recording world = new Recording("world-2", 25, 2, Set.of("en", "de", "ja"));
  private final SentimentEngine engine = new RoutingEngine("one", english, "two", world);

  /** Notes who was called with what. */
  private final class Recording implements SentimentEngine {
    private final String name;
    private final int maxBatch;
    private final int maxInFlight;
    private final Set<String> languages;

    private Recording(String name, int maxBatch, int maxInFlight, Set<String> languages) {
      this.name = name;
      this.maxBatch = maxBatch;
      this.maxInFlight = maxInFlight;
      this.languages = languages;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int maxBatch() {
      return maxBatch;
    }

    @Override
    public int maxInFlight() {
      return maxInFlight;
    }

    @Override
    public Optional<String> route(String lang) {
      return Optional.ofNullable(lang).filter(languages::contains);
    }

    @Override
    public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
      calls.add(name + " " + route + " " + texts);
      return CompletableFuture.completedFuture(List.of(new Outcome.Rejected(name)));
    }

    @Override
    public void close() {
      calls.add(name + " closed");
      if (name.equals("english-1")) {
        throw new IllegalStateException("cannot close");
      }
    }
  }

  @Test
  void shouldSendOnlyTheLanguagesThatTheFirstLeavesToTheSecond() throws Exception {
    String first = engine.route("en").orElseThrow();
    String second = engine.route("de").orElseThrow();

    assertThat(engine.score(first, List.of("hello")).get(1, SECONDS))
        .containsExactly(new Outcome.Rejected("english-1"));
    assertThat(engine.score(second, List.of("hallo")).get(1, SECONDS))
        .containsExactly(new Outcome.Rejected("world-2"));
    assertThat(calls).containsExactly("english-1 en [hello]", "world-2 de [hallo]");
  }

  @Test
  void shouldLeaveUnscoredWhatNeitherTakes() {
    assertThat(engine.route("xx")).isEmpty();
    assertThat(engine.name()).isEqualTo("english-1");
  }

  @Test
  void shouldTellTheEngineBehindARoute() {
    assertThat(engine.engineFor(engine.route("en").orElseThrow())).isSameAs(english);
    assertThat(engine.engineFor(engine.route("ja").orElseThrow())).isSameAs(world);
    assertThat(english.engineFor("en")).isSameAs(english);
  }

  @Test
  void shouldHaveTheLimitsThatBothKeepWhenNobodyAsksForTheRoute() {
    assertThat(engine.maxBatch()).isEqualTo(10);
    assertThat(engine.maxInFlight()).isEqualTo(2);
  }

  @Test
  void shouldCloseBothWhenOneFails() {
    assertThatThrownBy(engine::close).hasMessage("cannot close");

    assertThat(calls).containsExactly("english-1 closed", "world-2 closed");
  }

  @Test
  void shouldRouteByTheLanguagesOfBothWhenOpenedByName() {
    Map<String, String> settings =
        Map.of("languages.other", "http", "http.url", "http://127.0.0.1:1/", "http.name", "far");

    try (SentimentEngine both = Engines.open("local", settings)) {
      assertThat(both.engineFor(both.route("en").orElseThrow()).name()).startsWith("local-");
      assertThat(both.engineFor(both.route("de").orElseThrow()).name()).isEqualTo("far");
    }
  }

  @Test
  void shouldSaySoWhenTheOtherEngineIsTheSameOrUnknownOrMisconfigured() {
    assertThatThrownBy(() -> Engines.open("local", Map.of("languages.other", "local")))
        .hasMessageContainingAll("languages.other", "itself", "local.languages=all");
    assertThatThrownBy(() -> Engines.open("local", Map.of("languages.other", "some")))
        .hasMessageContainingAll("some", "comprehend");
    assertThatThrownBy(() -> Engines.open("local", Map.of("languages.other", "http")))
        .hasMessageContaining("http.url");
  }
}
