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

/** Brings the engine {@code onnx}. */
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
              "Folder with model.onnx, tokenizer.json and config.json; the engine needs it."),
          Setting.optional(
              LABELS,
              "What labels that do not speak for themselves mean, as LABEL=MEANING separated by"
                  + " commas; a meaning is positive, negative or neutral."),
          Setting.optional(
              MENTION,
              "What stands for each mention in the texts that the model was trained on, as @user;"
                  + " left as written when it is not set."),
          Setting.optional(
              LINK,
              "What stands for each link in the texts that the model was trained on, as http;"
                  + " left as written when it is not set."),
          Setting.of(
              LANGUAGES,
              "en",
              "Languages that are scored, separated by commas, or all. Others stay unscored; texts"
                  + " whose language X could not tell are always scored."),
          Setting.of(
              MIXED_PRIOR,
              Double.toString(LocalModels.MIXED_PRIOR),
              "Share of mixed texts that is expected, above 0 and below 1: more makes more mixed."),
          Setting.of(
              MAX_TOKENS,
              "256",
              "Tokens of a text that are looked at, special ones included; never more than the"
                  + " model takes."),
          Setting.of(MAX_BATCH, "32", "Texts in one batch."),
          Setting.of(THREADS, "1", "Threads that score, each a batch."));

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
    Placeholders placeholders = new Placeholders(settings.optional(MENTION), settings.optional(LINK));
    OnnxScorer scorer =
        OnnxScorer.open(folder, mapping, placeholders, maxTokens, LocalModels.mixedGate(mixedPrior));
    return new InProcessEngine(scorer, languages, maxBatch, threads);
  }
}
