package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.EngineUnavailableException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {

  private static final Outcome NEUTRAL = new Outcome.Scored(new Scores(0, 0, 1, 0));

  private final CountDownLatch release = new CountDownLatch(1);
  private final List<String> events = new ArrayList<>();
  private final InProcessEngine engine =
      new InProcessEngine(new Held(), new ScoredLanguages(List.of("all")), 10, 1);

  /** Waits for the test before it answers. */
  private final class Held implements InProcessEngine.BatchScorer {
    @Override
    public String name() {
      return "held";
    }

    @Override
    public List<Outcome> score(List<String> texts) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      events.add("scored");
      return texts.stream().map(text -> NEUTRAL).toList();
    }

    @Override
    public void close() {
      events.add("closed");
    }
  }

  @Test
  void shouldReturnAtOnceWhenTheScorerIsSlow() throws Exception {
    try (engine) {
      CompletableFuture<List<Outcome>> outcomes = engine.score("any", List.of("text"));

      assertThat(outcomes).isNotDone();
      release.countDown();
      assertThat(outcomes.get(10, SECONDS)).containsExactly(NEUTRAL);
    }
  }

  @Test
  void shouldCloseTheScorerOnlyAfterTheBatchesUnderWay() {
    var first = engine.score("any", List.of("1"));
    var second = engine.score("any", List.of("2"));
    release.countDown();
    engine.close();

    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(events).containsExactly("scored", "scored", "closed");
  }

  @Test
  void shouldSaySoWhenItIsClosed() {
    engine.close();

    assertThatThrownBy(() -> engine.score("any", List.of("text")).get(10, SECONDS))
        .hasCauseInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining("closed");
  }
}
