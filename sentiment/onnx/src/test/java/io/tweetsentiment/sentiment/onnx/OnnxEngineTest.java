package io.tweetsentiment.sentiment.onnx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tweetsentiment.sentiment.Engines;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sentiment.local.LocalModels;
import io.tweetsentiment.settings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEngineTest {

  private static final List<String> TEXTS =
      List.of(
          "I love it, good and great",
          "",
          "bad",
          "it is what it is and nothing more than that I would say",
          "awful, I hate it but love the great start");

  @TempDir private Path folder;

  @Test
  void shouldUseTheDefaultsWhenOnlyTheFolderIsSet() throws Exception {
    new TinyModel().write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      assertThat(engine.name()).matches("onnx-[0-9a-f]{12}");
      assertThat(engine.maxBatch()).isEqualTo(32);
      assertThat(engine.maxInFlight()).isEqualTo(2);
      assertThat(engine.route("en")).isPresent();
      assertThat(engine.route("ja")).isEmpty();
    }
  }

  @Test
  void shouldUseEveryKeyWhenItIsSet() throws Exception {
    new TinyModel().labels("LABEL_0", "LABEL_1", "LABEL_2").write(folder);
    Map<String, String> settings =
        Map.of(
            OnnxEngine.LABELS, "LABEL_0=negative, label_1=neutral,LABEL_2=positive",
            OnnxEngine.MENTION, "good",
            OnnxEngine.LINK, "good",
            OnnxEngine.LANGUAGES, "all",
            OnnxEngine.MIXED_PRIOR, "0.5",
            OnnxEngine.MAX_TOKENS, "4",
            OnnxEngine.MAX_BATCH, "7",
            OnnxEngine.THREADS, "2");

    try (SentimentEngine engine = open(settings)) {
      assertThat(engine.maxBatch()).isEqualTo(7);
      assertThat(engine.maxInFlight()).isEqualTo(4);
      assertThat(engine.route("ja")).isPresent();
      String text = "@awful http://awful.example awful awful awful";
      // Two tokens are left of the five.
      assertScores(score(engine, text), 2, 0, LocalModels.mixedGate(0.5).applyAsDouble(text));
    }
    assertThat(OnnxEngine.SETTINGS).hasSize(settings.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input_ids",
        "input_ids,attention_mask",
        "input_ids,token_type_ids",
        "token_type_ids,attention_mask,input_ids"
      })
  void shouldFeedOnlyTheInputsThatTheModelDeclares(String inputs) throws Exception {
    new TinyModel().inputs(inputs.split(",", -1)).write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      assertScores(score(engine, "love this great thing"), 2, 0, mixed("love this great thing"));
    }
  }

  @Test
  void shouldFeedWholeNumbersOf32BitsWhenTheModelDeclaresThem() throws Exception {
    new TinyModel().inputType(OnnxGraph.INT32).write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      assertScores(score(engine, "bad"), 0, 1, mixed("bad"));
    }
  }

  @Test
  void shouldAnswerInOrderAndAsForEachTextAlone() throws Exception {
    new TinyModel().write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      List<Outcome> together = engine.score("any", TEXTS).get(10, SECONDS);

      assertThat(together).hasSameSizeAs(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertThat(together.get(i)).isEqualTo(score(engine, TEXTS.get(i)));
      }
      assertScores(together.get(0), 3, 0, mixed(TEXTS.get(0)));
      assertScores(together.get(4), 2, 2, mixed(TEXTS.get(4)));
    }
  }

  @Test
  void shouldGiveTheSameScoresWhenItIsOpenedAgain() throws Exception {
    new TinyModel().write(folder);
    List<Outcome> first;
    String name;
    try (SentimentEngine engine = open(Map.of())) {
      name = engine.name();
      first = engine.score("any", TEXTS).get(10, SECONDS);
    }

    try (SentimentEngine engine = open(Map.of(OnnxEngine.THREADS, "2"))) {
      assertThat(engine.name()).isEqualTo(name);
      assertThat(engine.score("any", TEXTS).get(10, SECONDS)).isEqualTo(first);
    }
  }

  @Test
  void shouldHaveAnotherNameWhenTheModelIsAnotherOne() throws Exception {
    new TinyModel().write(folder);
    String name;
    try (SentimentEngine engine = open(Map.of())) {
      name = engine.name();
    }
    new TinyModel().inputs("input_ids").write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      assertThat(engine.name()).isNotEqualTo(name);
    }
  }

  @Test
  void shouldCutLongTextsAndKeepTheSpecialTokens() throws Exception {
    new TinyModel().write(folder);
    String text = "good " + String.join(" ", Collections.nCopies(5_000, "awful"));

    try (SentimentEngine engine = open(Map.of(OnnxEngine.MAX_TOKENS, "5"))) {
      assertScores(score(engine, text), 1, 2, mixed(text));
    }
  }

  @Test
  void shouldHaveTheGateTakeItsShareWhenATextSaysBoth() throws Exception {
    new TinyModel().write(folder);
    String both = "I love the food but I hate the awful service";

    try (SentimentEngine engine = open(Map.of())) {
      Scores scores = ((Outcome.Scored) score(engine, both)).scores();

      assertThat(scores.mixed()).isEqualTo(mixed(both)).isGreaterThan(5 * mixed("the train left"));
      assertThat(scores.positive() + scores.negative() + scores.neutral())
          .isCloseTo(1 - scores.mixed(), within(1e-9));
    }
  }

  @Test
  void shouldNeverSayNeutralWhenTheModelHasTwoClasses() throws Exception {
    new TinyModel().labels("NEG", "POS").write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      Scores scores = ((Outcome.Scored) score(engine, "great")).scores();

      assertThat(scores.neutral()).isZero();
      double positive = 1 / (1 + Math.exp(-2));
      assertThat(scores.positive()).isCloseTo(positive * (1 - mixed("great")), within(1e-6));
    }
  }

  @Test
  void shouldRejectOnlyTheTextThatTheModelDoesNotTake() throws Exception {
    new TinyModel().vocabulary(8).write(folder);

    try (SentimentEngine engine = open(Map.of())) {
      List<Outcome> outcomes =
          engine.score("any", List.of("good", "I hate it", "bad")).get(10, SECONDS);

      assertScores(outcomes.get(0), 1, 0, mixed("good"));
      assertThat(outcomes.get(1)).isInstanceOf(Outcome.Rejected.class);
      assertThat(((Outcome.Rejected) outcomes.get(1)).reason()).startsWith("OnnxRuntime: ");
      assertScores(outcomes.get(2), 0, 1, mixed("bad"));
    }
  }

  @Test
  void shouldSendOtherLanguagesToItWhenAnotherEngineLeavesThem() throws Exception {
    new TinyModel().write(folder);
    Map<String, String> settings =
        Map.of(
            Engines.OTHER_LANGUAGES, "onnx",
            OnnxEngine.FOLDER, folder.toString(),
            OnnxEngine.LANGUAGES, "all");

    try (SentimentEngine engine = Engines.open("local", settings)) {
      String english = engine.route("en").orElseThrow();
      String japanese = engine.route("ja").orElseThrow();

      assertThat(engine.engineFor(english).name()).startsWith("local-");
      assertThat(engine.engineFor(japanese).name()).startsWith("onnx-");
      assertScores(
          engine.score(japanese, List.of("love")).get(10, SECONDS).get(0), 1, 0, mixed("love"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json", "config.json"})
  void shouldNameTheFileAndTheFixWhenItIsMissingOrInvalid(String name) throws Exception {
    new TinyModel().write(folder);
    Files.writeString(folder.resolve(name), "not at all");
    assertRefused(Map.of(), folder.resolve(name).toString(), "cli export onnx");

    Files.delete(folder.resolve(name));
    assertRefused(Map.of(), folder.resolve(name).toString(), "does not exist", "cli export onnx");
  }

  @Test
  void shouldNameTheFolderWhenThereIsNone() {
    folder = folder.resolve("nowhere");

    assertRefused(Map.of(), folder.toString(), OnnxEngine.FOLDER, "tokenizer.json");
    assertThatThrownBy(() -> Engines.open("onnx", Map.of()))
        .hasMessageContaining("onnx.folder is not set");
  }

  @Test
  void shouldShowTheLabelsWhenTheirMeaningIsNotObvious() throws Exception {
    new TinyModel().labels("LABEL_0", "LABEL_1", "LABEL_2").write(folder);

    assertRefused(
        Map.of(), "LABEL_0, LABEL_1", "onnx.labels", "LABEL_0=negative,LABEL_1=neutral,LABEL_2=");
    assertRefused(Map.of(OnnxEngine.LABELS, "LABEL_7=negative"), "LABEL_7=negative", "LABEL_2");
    assertRefused(Map.of(OnnxEngine.LABELS, "LABEL_0=joy"), "LABEL_0=joy", "neutral");
  }

  @Test
  void shouldNameTheInputWhenTheModelRequiresMore() throws Exception {
    new TinyModel().inputs("input_ids", "pixel_values").write(folder);

    assertRefused(Map.of(), "pixel_values", "attention_mask");
  }

  @Test
  void shouldSaySoWhenTheClassesAreNotThoseOfTheConfiguration() throws Exception {
    new TinyModel().write(folder);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"id2label\": {\"0\": \"negative\", \"1\": \"positive\"}}");

    assertRefused(Map.of(), "model.onnx", "3 numbers", "2 classes");
  }

  @ParameterizedTest
  @CsvSource({"bert, 5", "roberta, 6"})
  void shouldCutTextsToTheLimitOfTheModel(String type, int positions) throws Exception {
    new TinyModel().type(type).maxPositions(positions).write(folder);
    String text = "good bad bad good good good";

    try (SentimentEngine engine = open(Map.of())) {
      assertScores(score(engine, text), 1, 2, mixed(text));
    }
  }

  @Test
  void shouldDescribeItsSettingsWithItsName() {
    assertThat(Engines.names()).contains("onnx");
    assertThat(Engines.settings()).containsAll(OnnxEngine.SETTINGS);
    assertThat(OnnxEngine.SETTINGS)
        .extracting(Setting::key)
        .allSatisfy(key -> assertThat(key).startsWith("onnx."));
  }

  private SentimentEngine open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(OnnxEngine.FOLDER, folder.toString());
    return Engines.open("onnx", all);
  }

  private void assertRefused(Map<String, String> settings, String... words) {
    assertThatThrownBy(() -> open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  private static Outcome score(SentimentEngine engine, String text) throws Exception {
    return engine.score("any", List.of(text)).get(10, SECONDS).get(0);
  }

  private static double mixed(String text) {
    return LocalModels.mixedGate(LocalModels.MIXED_PRIOR).applyAsDouble(text);
  }

  /** What the model's arithmetic gives for a number of good and bad words. */
  private static void assertScores(Outcome outcome, int good, int bad, double mixed) {
    double positive = Math.exp(good - bad);
    double negative = Math.exp(bad - good);
    double sum = positive + negative + Math.exp(0.5);
    Scores scores = ((Outcome.Scored) outcome).scores();
    assertThat(scores.positive()).isCloseTo(positive / sum * (1 - mixed), within(1e-6));
    assertThat(scores.negative()).isCloseTo(negative / sum * (1 - mixed), within(1e-6));
    assertThat(scores.mixed()).isEqualTo(mixed);
  }
}
