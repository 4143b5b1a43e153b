package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.TextFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as input of both trainers, which share the hashes.
 *
 * @param rows for the linear models
 * @param inputs for the nets
 * @param labels of the texts
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record PreparedTexts(List<LinearTrainer.Row> rows, List<NetInput> inputs, int[] labels) {

  static PreparedTexts of(LabelledTexts texts, Lexicon lexicon) {
    TextFeatures features = new TextFeatures(DenseFeatures.SIZE);
    DenseFeatures denseFeatures = new DenseFeatures(lexicon);
    NetInput input = new NetInput();
    List<LinearTrainer.Row> rows = new ArrayList<>();
    List<NetInput> inputs = new ArrayList<>();
    for (String text : texts.texts()) {
      features.computeAll(text, denseFeatures);
      Ngrams ngrams = features.ngrams;
      int[] hashes = Arrays.copyOf(ngrams.hashes, ngrams.size);
      rows.add(new LinearTrainer.Row(hashes, ngrams.words, floats(features.dense)));
      input.fill(features.tokens, ngrams, lexicon);
      inputs.add(input.copy(hashes));
    }
    return new PreparedTexts(rows, inputs, texts.labels());
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Weights of the texts that give all classes the same total weight. */
  static double[] balanced(int[] labels, int classes) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    double[] importance = new double[labels.length];
    for (int i = 0; i < importance.length; i++) {
      importance[i] = (double) labels.length / ((double) classes * counts[labels[i]]);
    }
    return importance;
  }
}
