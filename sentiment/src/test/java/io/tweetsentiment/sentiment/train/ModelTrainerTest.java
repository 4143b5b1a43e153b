package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.ModelScorer;
import io.tweetsentiment.sentiment.local.model.ModelFile;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {

  private static final TrainingPlan SMALL =
      new TrainingPlan("test", 3, 12, 6, 0.1, 0.05, 1e-4, 1, 8, 8, 8, 8, 3, 2, 0.05f, 0.02f, 0.6);

  private static final List<String> GLAD =
      List.of("I love it", "what a great day", "so happy :)", "best show ever", "thanks, lovely");
  private static final List<String> SAD =
      List.of("I hate it", "what a terrible day", "so sad :(", "worst show ever", "awful, ugly");
  private static final List<String> PLAIN =
      List.of("bus at noon", "see page 4", "meeting on monday", "he went home", "open at 9");

  private static LabelledTexts texts(List<List<String>> classes, int... labels) {
    List<String> texts = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < classes.size(); i++) {
        for (String text : classes.get(i)) {
          texts.add(text + " " + (char) ('a' + round));
          all.add(labels[i]);
        }
      }
    }
    return new LabelledTexts(texts, all.stream().mapToInt(Integer::intValue).toArray());
  }

  private static TrainingData data() {
    LabelledTexts two = texts(List.of(SAD, GLAD), 0, 1);
    List<String> both = List.of("I love it but hate the price", "happy and sad at once");
    return new TrainingData(
        texts(List.of(SAD, PLAIN, GLAD), 0, 1, 2),
        texts(List.of(SAD, GLAD), 0, 2),
        texts(List.of(SAD, GLAD), 4, 17),
        texts(List.of(SAD, GLAD), 0, 3),
        two,
        two,
        two,
        texts(List.of(SAD, GLAD, both, PLAIN), 1, 1 << 4, 1 | 1 << 4, 0),
        texts(List.of(SAD, GLAD, both, PLAIN), 1 << 25, 1 << 17, 1 << 25 | 1 << 17, 1 << 27));
  }

  private static byte[] train() {
    return ModelFile.write(new ModelTrainer(SMALL, line -> {}).train(data()));
  }

  @Test
  void shouldMakeTheSameBytesFromTheSameInput() {
    assertThat(train()).isEqualTo(train());
  }

  @Test
  void shouldLearnWhatTheTextsSay() {
    SentimentModel model = ModelFile.read(train(), "the test's model");
    for (ModelScorer.Kind kind : ModelScorer.Kind.values()) {
      ModelScorer scorer = new ModelScorer(model, kind, 0.05);
      Scores glad = scorer.score("what a lovely show");
      Scores sad = scorer.score("what an awful show");
      assertThat(glad.positive()).isGreaterThan(Math.max(glad.negative(), glad.neutral()));
      assertThat(sad.negative()).isGreaterThan(Math.max(sad.positive(), sad.neutral()));
      assertThat(scorer.score("I love it but hate the price").mixed())
          .isGreaterThan(scorer.score("bus at noon").mixed());
    }
  }

  /** Minutes: trains the bundled model again from the sets it was trained from. */
  @Test
  @Tag("long")
  void shouldMakeTheBundledModelAgain() throws IOException {
    String home = System.getenv().getOrDefault("TWEET_DATA", "../../shared/data");
    Path folder = Path.of(home, "sentiment");
    assumeThat(Files.isDirectory(folder)).as("training sets at %s", folder).isTrue();
    TrainingPlan plan = TrainingPlan.standard("2", 7);

    byte[] again =
        ModelFile.write(new ModelTrainer(plan, line -> {}).train(TrainingData.read(folder)));

    try (InputStream in = ModelFile.class.getResourceAsStream("tweets.model")) {
      assertThat(again).isEqualTo(in.readAllBytes());
    }
  }
}
