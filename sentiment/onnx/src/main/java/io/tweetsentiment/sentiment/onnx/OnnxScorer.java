package io.tweetsentiment.sentiment.onnx;

import ai.onnxruntime.OrtException;
import io.tweetsentiment.sentiment.Outcome;
import io.tweetsentiment.sentiment.Scores;
import io.tweetsentiment.sentiment.local.InProcessEngine;
import io.tweetsentiment.sentiment.local.model.Softmax;
import io.tweetsentiment.sentiment.onnx.Meanings.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Texts to scores: masks, tokens, logits, the three classes' probabilities, and what the gate
 * leaves them: {@code (1 - mixed) x softmax}. Threading: thread-safe until it is closed.
 */
final class OnnxScorer implements InProcessEngine.BatchScorer {

  private static final Outcome NOTHING = new Outcome.Scored(new Scores(0, 0, 1, 0));

  private final String name;
  private final FolderTokenizer tokenizer;
  private final Classifier classifier;
  private final int padId;
  private final Meanings meanings;
  private final Masks masks;
  private final ToDoubleFunction<String> mixed;

  private OnnxScorer(
      ModelFolder folder,
      FolderTokenizer tokenizer,
      Classifier classifier,
      Meanings meanings,
      Masks masks,
      ToDoubleFunction<String> mixed) {
    this.name = "onnx-" + folder.identity();
    this.tokenizer = tokenizer;
    this.classifier = classifier;
    this.padId = folder.padId();
    this.meanings = meanings;
    this.masks = masks;
    this.mixed = mixed;
  }

  /**
   * Opens a model and has it answer once.
   *
   * @param maxTokens longer texts are cut
   * @param mixed how likely a text is mixed, from 0 to 1
   * @throws IllegalArgumentException when the folder's files are broken or do not fit one another
   */
  static OnnxScorer open(
      ModelFolder folder,
      Meanings meanings,
      Masks masks,
      int maxTokens,
      ToDoubleFunction<String> mixed) {
    Classifier classifier = Classifier.open(folder.model());
    FolderTokenizer tokenizer;
    try {
      tokenizer = FolderTokenizer.open(folder.tokenizer(), Math.min(maxTokens, folder.maxTokens()));
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
    OnnxScorer scorer = new OnnxScorer(folder, tokenizer, classifier, meanings, masks, mixed);
    try {
      scorer.requireAnswer(folder);
      return scorer;
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  private void requireAnswer(ModelFolder folder) {
    try {
      int classes = classifier.logits(PaddedBatch.of(List.of(encode("good")), padId))[0].length;
      if (classes != meanings.classes().size()) {
        throw ModelFolder.broken(
            folder.model(),
            "answers with "
                + classes
                + " numbers a text where config.json names "
                + meanings.classes().size()
                + " classes",
            null);
      }
    } catch (OrtException e) {
      throw ModelFolder.broken(
          folder.model(), "does not answer to the tokens of tokenizer.json: " + e.getMessage(), e);
    }
  }

  private Encoded encode(String text) {
    return tokenizer.encode(masks.apply(text));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Outcome> score(List<String> texts) {
    List<Encoded> encoded = texts.stream().map(this::encode).toList();
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
          : alone(texts);
    }
  }

  /** Finds out which text the model does not take. */
  private List<Outcome> alone(List<String> texts) {
    return texts.stream().map(text -> score(List.of(text)).get(0)).toList();
  }

  private Outcome outcome(String text, Encoded encoded, float[] logits) {
    if (encoded.ids().length == 0) {
      return NOTHING;
    }
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      if (!Float.isFinite(logits[i])) {
        return new Outcome.Rejected("NoNumber: the model answers with " + logits[i]);
      }
      probabilities[i] = logits[i];
    }
    Softmax.apply(probabilities);
    double mixedShare = mixed.applyAsDouble(text);
    double rest = 1 - mixedShare;
    return new Outcome.Scored(
        new Scores(
            meanings.sum(Meaning.POSITIVE, probabilities) * rest,
            meanings.sum(Meaning.NEGATIVE, probabilities) * rest,
            meanings.sum(Meaning.NEUTRAL, probabilities) * rest,
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
