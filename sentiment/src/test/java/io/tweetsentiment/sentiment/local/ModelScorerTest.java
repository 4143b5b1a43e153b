package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.model.ModelFile;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ModelScorerTest {

  private static final String[] WORDS =
      ("love hate phone screen awful happy sad but not never great the a of day #BestDay :) :( !"
              + " http://t.co/x @user sooooo WHY really \uD83D\uDE02 don't terrible game win lose")
          .split(" ", -1);

  private final SentimentModel model = ModelFile.bundled();

  private static List<String> texts(int count) {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int w = random.nextInt(20); w >= 0; w--) {
        text.append(WORDS[random.nextInt(WORDS.length)]);
        // Made-up words push known ones out of what the readers remember.
        text.append(random.nextInt(4) == 0 ? Integer.toString(random.nextInt(50_000), 36) : "");
        text.append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void shouldNotDependOnWhatWasScoredBefore() {
    for (ModelScorer.Kind kind : ModelScorer.Kind.values()) {
      List<String> texts = texts(2_000);
      ModelScorer warm = new ModelScorer(model, kind, 0.05);
      List<Scores> first = texts.stream().map(warm::score).toList();
      List<Scores> second = texts.stream().map(warm::score).toList();
      Collections.reverse(texts);
      ModelScorer other = new ModelScorer(model, kind, 0.05);
      List<Scores> backwards = new ArrayList<>(texts.stream().map(other::score).toList());
      Collections.reverse(backwards);

      assertThat(second).isEqualTo(first);
      assertThat(backwards).isEqualTo(first);
    }
  }

  @Test
  void shouldGiveTheSameScoresOnManyThreads() throws Exception {
    List<String> texts = texts(1_000);
    ModelScorer scorer = new ModelScorer(model, ModelScorer.Kind.ACCURATE, 0.05);
    List<Scores> expected =
        texts.stream().map(new ModelScorer(model, ModelScorer.Kind.ACCURATE, 0.05)::score).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<List<Scores>>> futures = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        futures.add(
            CompletableFuture.supplyAsync(
                () -> texts.stream().map(scorer::score).toList(), threads));
      }
      for (CompletableFuture<List<Scores>> future : futures) {
        assertThat(future.get(60, SECONDS)).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldTellMixedTextsAloneAsWithTheClasses() {
    ToDoubleFunction<String> gate = LocalModels.mixedGate(0.05);
    ModelScorer scorer = new ModelScorer(model, ModelScorer.Kind.ACCURATE, 0.05);

    for (String text : texts(200)) {
      assertThat(gate.applyAsDouble(text)).isEqualTo(scorer.score(text).mixed());
    }
    assertThat(gate.applyAsDouble(" . ")).isZero();
  }

  @Test
  void shouldCallATextWithoutTokensNeutral() {
    for (ModelScorer.Kind kind : ModelScorer.Kind.values()) {
      assertThat(new ModelScorer(model, kind, 0.05).score(" . ")).isEqualTo(new Scores(0, 0, 1, 0));
    }
  }

  @Test
  void shouldCallMoreTextsMixedWhenMoreAreExpected() {
    String text = "I love the screen but the battery is awful";
    Scores few = new ModelScorer(model, ModelScorer.Kind.FAST, 0.01).score(text);
    Scores many = new ModelScorer(model, ModelScorer.Kind.FAST, 0.3).score(text);

    assertThat(many.mixed()).isGreaterThan(few.mixed());
    assertThat(many.positive() / many.negative())
        .isCloseTo(few.positive() / few.negative(), org.assertj.core.api.Assertions.within(1e-9));
  }
}
