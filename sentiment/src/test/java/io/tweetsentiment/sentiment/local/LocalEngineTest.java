package io.tweetsentiment.sentiment.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sentiment.local.model.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEngineTest {

  @Test
  void shouldUseTheDefaultsWhenNothingIsSet() {
    try (SentimentEngine engine = new LocalEngine().open(Map.of())) {
      assertThat(engine.maxBatch()).isEqualTo(256);
      assertThat(engine.maxInFlight()).isEqualTo(2);
      assertThat(engine.name()).isEqualTo("local-2-accurate");
      assertThat(engine.route("en")).isPresent();
      assertThat(engine.route("ja")).isEmpty();
    }
  }

  @Test
  void shouldUseEveryKeyWhenItIsSet(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("a.model"), ModelFile.write(ModelFile.bundled()));
    Map<String, String> settings =
        Map.of(
            "local.model", "fast",
            "local.model.file", file.toString(),
            "local.languages", "en,nl",
            "local.mixed.prior", "0.5",
            "local.threads", "3",
            "local.max.batch", "10");

    try (SentimentEngine engine = new LocalEngine().open(settings)) {
      assertThat(engine.maxBatch()).isEqualTo(10);
      assertThat(engine.maxInFlight()).isEqualTo(6);
      assertThat(engine.name()).isEqualTo("local-2-fast");
      assertThat(engine.route("nl")).isPresent();
      String text = "great food and terrible staff, but we liked it";
      Outcome outcome = engine.score("any", List.of(text)).get(10, SECONDS).get(0);
      Scores usual =
          LocalModels.scorer("fast", Optional.empty(), LocalModels.MIXED_PRIOR).score(text);
      assertThat(((Outcome.Scored) outcome).scores().mixed()).isGreaterThan(usual.mixed() * 1.2);
    }
    assertThat(LocalEngine.SETTINGS).hasSize(settings.size());
  }

  @Test
  void shouldAnswerInOrder() throws Exception {
    try (SentimentEngine engine = new LocalEngine().open(Map.of())) {
      List<Outcome> outcomes =
          engine.score("any", List.of("I love it", "", "I hate it")).get(10, SECONDS);

      TextScorer scorer = LocalModels.scorer("accurate", Optional.empty(), LocalModels.MIXED_PRIOR);
      assertThat(outcomes)
          .containsExactly(
              new Outcome.Scored(scorer.score("I love it")),
              new Outcome.Scored(scorer.score("")),
              new Outcome.Scored(scorer.score("I hate it")));
    }
  }

  @Test
  void shouldKeepVaderWhenItIsAskedFor() {
    try (SentimentEngine engine = new LocalEngine().open(Map.of("local.model", "vader"))) {
      assertThat(engine.name()).isEqualTo("vader-2");
    }
  }

  @Test
  void shouldNameTheKnownModelsWhenTheModelIsUnknown() {
    assertThatThrownBy(() -> new LocalEngine().open(Map.of("local.model", "best")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("best", "accurate", "fast", "vader");
  }
}
