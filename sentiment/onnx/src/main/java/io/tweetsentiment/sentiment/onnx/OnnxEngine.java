package io.tweetsentiment.sentiment.onnx;

import io.tweetsentiment.sentiment.EngineProvider;
import io.tweetsentiment.sentiment.SentimentEngine;
import io.tweetsentiment.sentiment.local.InProcessEngine;
import io.tweetsentiment.sentiment.local.LocalModels;
import io.tweetsentiment.sentiment.local.ScoredLanguages;
import io.tweetsentiment.settings.Setting;
import io.tweetsentiment.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Describes and opens the engine {@code onnx}. */
public final class OnnxEngine implements EngineProvider {

  static final String FOLDER = "onnx.folder";
  static final String LABELS = "onnx.labels";
  static final String MENTION = "onnx.mention";
  static final String LINK = "onnx.link";
  static final String LANGUAGES = "onnx.languages";
  static final String MIXED_PRIOR = "onnx.mixed.prior";
  static final String MAX_TOKENS = "onnx.max.tokens";
  static final String MAX_BATCH = "onnx.max.batch";
  static final String THREADS = "onnx.threads";

  /** The keys of this engine. */
  public static final List<Setting> SETTINGS =
      List.of(
          Setting.optional(
              FOLDER,
              "Folder with model.onnx, tokenizer.json and config.json; required by this engine."),
          Setting.optional(
              LABELS,
              "Meanings of labels that are not obvious, as LABEL=MEANING separated by commas; a"
                  + " meaning is positive, negative or neutral."),
          Setting.optional(
              MENTION,
              "Replacement of each mention, the same as in the model's training texts, for instance"
                  + " @user; mentions are kept when not set."),
          Setting.optional(
              LINK,
              "Replacement of each link, the same as in the model's training texts, for instance"
                  + " http; links are kept when not set."),
          Setting.of(
              LANGUAGES,
              "en",
              "Languages to score, separated by commas, or all. Others stay unscored; texts whose"
                  + " language X did not detect are always scored."),
          Setting.of(
              MIXED_PRIOR,
              Double.toString(LocalModels.MIXED_PRIOR),
              "Expected share of mixed texts, above 0 and below 1; a larger one gives more mixed."),
          Setting.of(
              MAX_TOKENS,
              "256",
              "Largest number of tokens of a text, including special ones; never more than the"
                  + " model accepts."),
          Setting.of(MAX_BATCH, "32", "Largest batch, in texts."),
          Setting.of(THREADS, "1", "Number of scoring threads; each scores one batch at a time."));

  private static final int FEWEST_TOKENS = 3;

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public List<Setting> settings() {
    return SETTINGS;
  }

  @Override
  public SentimentEngine open(Map<String, String> given) {
    Settings settings = Settings.of(SETTINGS, given);
    ScoredLanguages languages = new ScoredLanguages(settings.list(LANGUAGES));
    double mixedPrior = settings.decimal(MIXED_PRIOR, 0.0001, 0.9999);
    int maxTokens = settings.integer(MAX_TOKENS, FEWEST_TOKENS);
    int maxBatch = settings.integer(MAX_BATCH, 1);
    int threads = settings.integer(THREADS, 1);
    ModelFolder folder = ModelFolder.read(Path.of(settings.string(FOLDER)));
    LabelMapping mapping = LabelMapping.of(folder.labels(), settings.list(LABELS));
    Placeholders placeholders =
        new Placeholders(settings.optional(MENTION), settings.optional(LINK));
    OnnxScorer scorer =
        OnnxScorer.open(
            folder, mapping, placeholders, maxTokens, LocalModels.mixedGate(mixedPrior));
    return new InProcessEngine(scorer, languages, maxBatch, threads);
  }
}
