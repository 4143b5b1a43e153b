package io.tweetsentiment.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FallbackEngineTest {

  private static final Scores SCORES = new Scores(0.7, 0.1, 0.1, 0.1);
  private static final FallbackEngine.Policy POLICY =
      new FallbackEngine.Policy(Duration.ofSeconds(60), Duration.ofSeconds(30), false);

  private final AtomicLong now = new AtomicLong();
  private final Fake first = new Fake("first-1", "en es", 25);
  private final Fake second = new Fake("second-1", "en", 10);
  private final Fake third = new Fake("third-1", "en es", 50);

  /** An engine whose routes are its languages; it fails with what it is told. */
  private static final class Fake implements SentimentEngine {
    private final String name;
    private final String languages;
    private final int maxBatch;
    private final List<List<String>> calls = new ArrayList<>();
    private String trouble = "";

    /** What the texts that begin with rest are postponed for; empty when they are scored. */
    private String postponed = "";

    private boolean isClosed;

    private Fake(String name, String languages, int maxBatch) {
      this.name = name;
      this.languages = languages;
      this.maxBatch = maxBatch;
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
      return maxBatch;
    }

    @Override
    public Optional<String> route(String lang) {
      return languages.contains(lang) ? Optional.of(name + lang) : Optional.empty();
    }

    @Override
    public CompletableFuture<List<Outcome>> score(String route, List<String> texts) {
      assertThat(route).startsWith(name);
      assertThat(texts).hasSizeLessThanOrEqualTo(maxBatch);
      calls.add(texts);
      if (!trouble.isEmpty()) {
        return CompletableFuture.failedFuture(new EngineUnavailableException(trouble, null));
      }
      return CompletableFuture.completedFuture(texts.stream().map(this::outcome).toList());
    }

    private Outcome outcome(String text) {
      return text.startsWith("rest") && !postponed.isEmpty()
          ? new Outcome.Postponed(postponed, Duration.ofMinutes(1))
          : new Outcome.Scored(SCORES, "", text.startsWith("known"));
    }

    @Override
    public List<EngineUsage> usage() {
      return List.of(new EngineUsage(name, calls.size(), 0, 0, 0, 0, 0, 0));
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private FallbackEngine chain(FallbackEngine.Policy policy) {
    return new FallbackEngine(List.of(first, second, third), policy, now::get);
  }

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  /** The engines that score texts in English; empty for postponed ones. */
  private static List<String> scorers(SentimentEngine chain, String... texts) {
    return chain.score(chain.route("en").orElseThrow(), List.of(texts)).join().stream()
        .map(outcome -> outcome instanceof Outcome.Scored scored ? scored.engine() : "")
        .toList();
  }

  /** Name of the engine that scores a text of a language; empty when none does. */
  private static String scorer(SentimentEngine chain, String lang) {
    String route = chain.route(lang).orElseThrow();
    try {
      List<Outcome> outcomes = chain.score(route, List.of("text")).join();
      assertThat(outcomes).hasSize(1);
      return ((Outcome.Scored) outcomes.get(0)).engineOr("nobody");
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(EngineUnavailableException.class);
      return "";
    }
  }

  @Test
  void shouldScoreWithTheNextOneAfterAWhileAndWithTheFirstOneWhenItAnswersAgain() {
    FallbackEngine chain = chain(POLICY);
    assertThat(scorer(chain, "en")).isEqualTo("first-1");

    first.trouble = "rate exceeded";
    assertThat(scorer(chain, "en")).isEmpty();
    pass(59);
    assertThat(scorer(chain, "en")).isEmpty();
    assertThat(chain.trouble()).isEmpty();
    pass(1);
    assertThat(scorer(chain, "en")).as("the batch that opens the breaker").isEqualTo("second-1");
    assertThat(chain.trouble()).hasValueSatisfying(w -> assertThat(w).contains("rate exceeded"));

    int asked = first.calls.size();
    pass(29);
    assertThat(scorer(chain, "en")).isEqualTo("second-1");
    assertThat(first.calls).as("no probe yet").hasSize(asked);
    pass(1);
    assertThat(scorer(chain, "en")).as("a probe that fails").isEqualTo("second-1");
    assertThat(first.calls).hasSize(asked + 1);

    first.trouble = "";
    pass(30);
    assertThat(scorer(chain, "en")).isEqualTo("first-1");
    assertThat(scorer(chain, "en")).isEqualTo("first-1");
    assertThat(chain.trouble()).isEmpty();
  }

  @Test
  void shouldUseTheThirdOneWhenTheSecondDoesNotScoreTheLanguageOrIsInTroubleToo() {
    FallbackEngine chain = chain(POLICY);
    first.trouble = "away";
    scorer(chain, "es");
    pass(60);
    assertThat(scorer(chain, "es")).isEqualTo("third-1");
    assertThat(second.calls).isEmpty();

    second.trouble = "away too";
    assertThat(scorer(chain, "en")).isEmpty();
    pass(60);
    assertThat(scorer(chain, "en")).isEqualTo("third-1");
  }

  @Test
  void shouldNotCallEnginesInTroubleMoreThanTheirProbesAllow() {
    FallbackEngine chain = chain(POLICY);
    first.trouble = "a";
    second.trouble = "b";
    third.trouble = "c";
    for (int second = 0; second < 600; second++) {
      assertThat(scorer(chain, "en")).isEmpty();
      pass(1);
    }
    assertThat(first.calls.size()).isBetween(60 + 15, 60 + 20);
    assertThatThrownBy(() -> chain.score(chain.route("en").orElseThrow(), List.of("x")).join())
        .hasMessageContaining("first-1: a; second-1: b; third-1: c");
  }

  @Test
  void shouldPauseOrFallBackAtOnceWhenTheBudgetIsUsedUp() {
    first.trouble = EngineUnavailableException.PAUSED + "budget: the limit is 3";
    FallbackEngine pausing =
        new FallbackEngine(
            List.of(first, third),
            new FallbackEngine.Policy(Duration.ofDays(9), Duration.ofSeconds(30), false),
            now::get);
    assertThat(scorer(pausing, "en")).isEmpty();
    FallbackEngine falling =
        new FallbackEngine(
            List.of(first, third),
            new FallbackEngine.Policy(Duration.ofDays(9), Duration.ofSeconds(30), true),
            now::get);
    assertThat(scorer(falling, "en")).isEqualTo("third-1");
  }

  @Test
  void shouldPauseForAsLongAsTheBudgetIsUsedUp() {
    FallbackEngine chain = chain(POLICY);
    first.trouble = EngineUnavailableException.PAUSED + "budget: the limit is 3";
    for (int i = 0; i < 20; i++) {
      assertThat(scorer(chain, "en")).isEmpty();
      pass(30);
    }
    first.trouble = "";
    first.postponed = EngineUnavailableException.PAUSED + "budget: the limit is 4";
    for (int i = 0; i < 20; i++) {
      assertThat(scorers(chain, "one", "rest")).containsExactly("first-1", "");
      pass(30);
    }
    assertThat(second.calls).isEmpty();
    assertThat(chain.trouble()).isEmpty();

    first.trouble = "away";
    assertThat(scorer(chain, "en")).as("trouble begins only now").isEmpty();
    pass(60);
    assertThat(scorer(chain, "en")).isEqualTo("second-1");
  }

  @Test
  void shouldNotTakeKnownTextsForAnAnswer() {
    FallbackEngine chain = chain(POLICY);
    first.trouble = "away";
    first.postponed = "away";
    scorer(chain, "en");
    pass(40);
    first.trouble = "";
    assertThat(scorers(chain, "known", "", "rest")).containsExactly("first-1", "first-1", "");
    assertThat(scorers(chain, "known")).containsExactly("first-1");
    pass(20);
    assertThat(scorers(chain, "known", "rest 1", "rest 2"))
        .as("the rest goes to the next one at once")
        .containsExactly("first-1", "second-1", "second-1");
    assertThat(second.calls).containsExactly(List.of("rest 1", "rest 2"));

    pass(30);
    assertThat(scorers(chain, "known")).containsExactly("first-1");
    assertThat(chain.trouble()).as("a probe that needs no call").isPresent();
    first.trouble = "still away";
    assertThat(scorer(chain, "en")).isEqualTo("second-1");
    second.trouble = "away too";
    pass(30);
    first.trouble = "";
    assertThat(scorers(chain, "one", "rest")).containsExactly("first-1", "");
  }

  @Test
  void shouldSplitABatchThatIsTooLargeForTheNextOne() {
    FallbackEngine chain =
        new FallbackEngine(
            List.of(first, second),
            new FallbackEngine.Policy(Duration.ZERO, Duration.ofSeconds(30), false),
            now::get);
    first.trouble = "away";
    String[] texts = new String[23];
    Arrays.setAll(texts, i -> "text " + i);
    assertThat(scorers(chain, texts)).hasSize(23).containsOnly("second-1");
    assertThat(second.calls).extracting(List::size).containsExactly(10, 10, 3);
    assertThat(second.calls.stream().flatMap(List::stream)).containsExactly(texts);

    second.postponed = "slow down";
    texts[12] = "rest";
    assertThat(scorers(chain, texts).subList(0, 14))
        .startsWith("second-1")
        .endsWith("second-1", "second-1", "", "second-1");
  }

  @Test
  void shouldScoreATweetWithAnOddLanguage() {
    SentimentEngine any = new Fake("any-1", "en x", 5);
    FallbackEngine odd = new FallbackEngine(List.of(any, any), POLICY, now::get);
    String route = odd.route("en\nx").orElseThrow();
    assertThat(odd.engineFor(route).name()).isEqualTo("any-1");
    assertThat(odd.score(route, List.of("a")).join()).hasSize(1);
  }

  @Test
  void shouldOfferTheLimitsOfTheEngineThatScoresAndBatchesOfTheFirst() {
    FallbackEngine chain = chain(POLICY);
    SentimentEngine english = chain.engineFor(chain.route("en").orElseThrow());
    SentimentEngine spanish = chain.engineFor(chain.route("es").orElseThrow());
    assertThat(chain.engineFor(chain.route("en").orElseThrow())).isSameAs(english);
    assertThat(spanish).as("has a queue of its own").isNotSameAs(english);
    assertThat(english.maxBatch()).isEqualTo(25);
    assertThat(spanish.maxBatch()).isEqualTo(25);
    assertThat(english.maxInFlight()).isEqualTo(25);
    assertThat(english.name()).isEqualTo("first-1");

    first.trouble = "away";
    scorer(chain, "en");
    pass(60);
    scorer(chain, "en");
    assertThat(english.maxInFlight()).isEqualTo(10);
    assertThat(english.name()).isEqualTo("second-1");
    assertThat(chain.name()).as("of unscored tweets").isEqualTo("first-1");
    assertThat(chain.route("fr")).isEmpty();
    assertThat(chain.usage()).extracting(EngineUsage::engine).hasSize(3);

    chain.close();
    assertThat(first.isClosed && second.isClosed && third.isClosed).isTrue();
  }

  @Test
  void shouldOpenAChainByName() {
    Map<String, String> settings = Map.of("http.url", "http://127.0.0.1:1/");
    try (SentimentEngine chain = Engines.open("http, local", settings)) {
      assertThat(chain.name()).isEqualTo("http");
      assertThat(chain.maxBatch()).isEqualTo(32);
    }
    assertThatThrownBy(() -> Engines.open("local,local", Map.of()))
        .hasMessageContaining("names an engine twice");
    assertThatThrownBy(() -> Engines.open("local,unknown", Map.of()))
        .hasMessageContaining("unknown engine unknown");
    assertThatThrownBy(
            () -> Engines.open("http,local", Map.of("languages.other", "local", "http.url", "x")))
        .hasMessageContaining("another one of its chain");
  }
}
