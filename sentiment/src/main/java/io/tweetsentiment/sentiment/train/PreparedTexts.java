package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import io.tweetsentiment.sentiment.local.text.TextFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as both trainers see them; the hashes are shared.
 *
 * @param rows for the linear models, with the evidence as dense features
 * @param inputs for the net
 * @param labels of the texts
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record PreparedTexts(List<LinearTrainer.Row> rows, List<NetInput> inputs, int[] labels) {

  static PreparedTexts of(LabelledTexts texts, Lexicon lexicon) {
    TextFeatures workspace = new TextFeatures(DenseFeatures.SIZE);
    DenseFeatures evidence = new DenseFeatures(lexicon);
    NetInput input = new NetInput();
    List<LinearTrainer.Row> rows = new ArrayList<>();
    List<NetInput> inputs = new ArrayList<>();
    for (String text : texts.texts()) {
      workspace.readAll(text, evidence);
      Ngrams ngrams = workspace.ngrams;
      int[] hashes = Arrays.copyOf(ngrams.hashes, ngrams.size);
      rows.add(new LinearTrainer.Row(hashes, ngrams.words, floats(workspace.dense)));
      input.fill(workspace.tokens, ngrams, lexicon);
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

  /** Importance that makes all of some classes weigh the same together. */
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
