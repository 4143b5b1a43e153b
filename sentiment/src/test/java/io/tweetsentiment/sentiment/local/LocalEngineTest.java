package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.EngineUnavailable;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LocalEngineTest {

  @Test
  void shouldUseTheDefaultsWhenNothingIsSet() {
    try (LocalEngine engine = LocalEngine.open(Map.of())) {
      assertThat(engine.maxBatch()).isEqualTo(256);
      assertThat(engine.maxInFlight()).isEqualTo(2);
      assertThat(engine.name()).isEqualTo("vader-1");
      assertThat(engine.route(null)).isEqualTo(engine.route("ja")).isPresent();
    }
  }

  @Test
  void shouldUseEveryKeyWhenItIsSet() {
    Map<String, String> settings = Map.of("local.threads", "3", "local.max.batch", "10");

    try (LocalEngine engine = LocalEngine.open(settings)) {
      assertThat(engine.maxBatch()).isEqualTo(10);
      assertThat(engine.maxInFlight()).isEqualTo(6);
    }
    assertThat(LocalEngine.SETTINGS).hasSize(settings.size());
  }

  @Test
  void shouldAnswerInOrder() throws Exception {
    try (LocalEngine engine = LocalEngine.open(Map.of())) {
      List<Outcome> outcomes =
          engine.score("any", List.of("I love it", "", "I hate it")).get(10, SECONDS);

      VaderScorer scorer = VaderScorer.bundled();
      assertThat(outcomes)
          .containsExactly(
              new Outcome.Scored(scorer.score("I love it")),
              new Outcome.Scored(scorer.score("")),
              new Outcome.Scored(scorer.score("I hate it")));
    }
  }

  @Test
  void shouldReturnAtOnceWhenTheScorerIsSlow() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Scores neutral = new Scores(0, 0, 1, 0);
    TextScorer slow =
        new TextScorer() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public Scores score(String text) {
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return neutral;
          }
        };
    try (LocalEngine engine = new LocalEngine(slow, 10, 1)) {
      CompletableFuture<List<Outcome>> outcomes = engine.score("any", List.of("text"));

      assertThat(outcomes).isNotDone();
      release.countDown();
      assertThat(outcomes.get(10, SECONDS)).containsExactly(new Outcome.Scored(neutral));
    }
  }

  @Test
  void shouldSaySoWhenItIsClosed() {
    LocalEngine engine = LocalEngine.open(Map.of());
    engine.close();

    assertThatThrownBy(() -> engine.score("any", List.of("text")).get(10, SECONDS))
        .hasCauseInstanceOf(EngineUnavailable.class)
        .hasMessageContaining("closed");
  }
}
