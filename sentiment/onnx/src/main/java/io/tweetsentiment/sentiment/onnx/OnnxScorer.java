package io.tweetsentiment.sentiment.onnx;

import ai.onnxruntime.OrtException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.InProcessEngine;
import io.tweetsentiment.sentiment.local.model.Softmax;
import io.tweetsentiment.sentiment.onnx.LabelMapping.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores texts: placeholders, tokens, logits, and the probabilities of the three classes. The gate
 * of the bundled model gives the score mixed, and the classes share the rest: {@code (1 - mixed) x
 * softmax}. Threading: thread-safe until it is closed.
 */
final class OnnxScorer implements InProcessEngine.BatchScorer {

  private static final Outcome NEUTRAL = new Outcome.Scored(new Scores(0, 0, 1, 0));

  private final String name;
  private final ModelTokenizer tokenizer;
  private final Classifier classifier;
  private final int padId;
  private final LabelMapping mapping;
  private final Placeholders placeholders;
  private final ToDoubleFunction<String> mixed;

  private OnnxScorer(
      ModelFolder folder,
      ModelTokenizer tokenizer,
      Classifier classifier,
      LabelMapping mapping,
      Placeholders placeholders,
      ToDoubleFunction<String> mixed) {
    this.name = "onnx-" + folder.identity();
    this.tokenizer = tokenizer;
    this.classifier = classifier;
    this.padId = folder.padId();
    this.mapping = mapping;
    this.placeholders = placeholders;
    this.mixed = mixed;
  }

  /**
   * Opens a model and scores one text to check it.
   *
   * @param maxTokens longer texts are cut
   * @param mixed probability that a text is mixed, from 0 to 1
   * @throws IllegalArgumentException when the folder's files are invalid or do not fit together
   */
  static OnnxScorer open(
      ModelFolder folder,
      LabelMapping mapping,
      Placeholders placeholders,
      int maxTokens,
      ToDoubleFunction<String> mixed) {
    Classifier classifier = Classifier.open(folder.model());
    ModelTokenizer tokenizer;
    try {
      tokenizer = ModelTokenizer.open(folder.tokenizer(), Math.min(maxTokens, folder.maxTokens()));
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
    OnnxScorer scorer = new OnnxScorer(folder, tokenizer, classifier, mapping, placeholders, mixed);
    try {
      scorer.requireOutput(folder);
      return scorer;
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  private void requireOutput(ModelFolder folder) {
    try {
      int classes = classifier.logits(PaddedBatch.of(List.of(encode("good")), padId))[0].length;
      if (classes != mapping.classes().size()) {
        throw ModelFolder.broken(
            folder.model(),
            "returns "
                + classes
                + " numbers per text, but config.json names "
                + mapping.classes().size()
                + " classes",
            null);
      }
    } catch (OrtException e) {
      throw ModelFolder.broken(
          folder.model(), "fails on the tokens of tokenizer.json: " + e.getMessage(), e);
    }
  }

  private EncodedText encode(String text) {
    return tokenizer.encode(placeholders.apply(text));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Outcome> score(List<String> texts) {
    List<EncodedText> encoded = texts.stream().map(this::encode).toList();
    try {
      float[][] logits = classifier.logits(PaddedBatch.of(encoded, padId));
      List<Outcome> outcomes = new ArrayList<>();
      for (int i = 0; i < logits.length; i++) {
        outcomes.add(outcome(texts.get(i), encoded.get(i), logits[i]));
      }
      return outcomes;
    } catch (OrtException e) {
      return texts.size() == 1
          ? List.of(new Outcome.Rejected("OnnxRuntime: " + e.getMessage()))
          : oneByOne(texts);
    }
  }

  /** Scores the texts one by one, so that only those that the model rejects fail. */
  private List<Outcome> oneByOne(List<String> texts) {
    return texts.stream().map(text -> score(List.of(text)).get(0)).toList();
  }

  private Outcome outcome(String text, EncodedText encoded, float[] logits) {
    if (encoded.ids().length == 0) {
      return NEUTRAL;
    }
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        return new Outcome.Rejected("NoNumber: the model returned " + logits[i]);
      }
      probabilities[i] = logits[i];
    }
    Softmax.apply(probabilities);
    double mixedShare = mixed.applyAsDouble(text);
    double rest = 1 - mixedShare;
    return new Outcome.Scored(
        new Scores(
            mapping.sum(Meaning.POSITIVE, probabilities) * rest,
            mapping.sum(Meaning.NEGATIVE, probabilities) * rest,
            mapping.sum(Meaning.NEUTRAL, probabilities) * rest,
            mixedShare));
  }

  @Override
  public void close() {
    try {
      tokenizer.close();
    } finally {
      classifier.close();
    }
  }
}
