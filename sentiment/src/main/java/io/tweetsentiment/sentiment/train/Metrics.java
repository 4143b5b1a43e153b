package io.tweetsentiment.sentiment.train;

import java.util.Arrays;
import java.util.Random;

/**
 * Metrics of predictions of the three classes.
 *
 * @param macroRecall mean of the classes' recalls, in percent
 * @param low lower end of its 95 % bootstrap interval
 * @param high upper end
 * @param macroF1 mean of the classes' F1, in percent
 * @param accuracy share of correct predictions, in percent
 * @param ece expected calibration error over 15 bins, in percent
 * @param confusion texts by label (row) and prediction (column): negative, neutral, positive
 */
@SuppressWarnings("ArrayRecordComponent") // held, never compared
record Metrics(
    double macroRecall,
    double low,
    double high,
    double macroF1,
    double accuracy,
    double ece,
    int[][] confusion) {

  private static final int CLASSES = 3;
  private static final int BINS = 15;
  private static final int SAMPLES = 1_000;

  /**
   * Computes the metrics.
   *
   * @param probabilities probabilities of the classes for each text
   * @param labels 0 negative, 1 neutral, 2 positive
   */
  static Metrics of(double[][] probabilities, int[] labels) {
    int[] predictions = new int[labels.length];
    int[][] confusion = new int[CLASSES][CLASSES];
    for (int i = 0; i < labels.length; i++) {
      predictions[i] = largest(probabilities[i]);
      confusion[labels[i]][predictions[i]]++;
    }
    double[] samples = bootstrap(predictions, labels);
    int right = 0;
    for (int k = 0; k < CLASSES; k++) {
      right += confusion[k][k];
    }
    return new Metrics(
        macroRecall(confusion),
        samples[(int) (0.025 * SAMPLES)],
        samples[(int) (0.975 * SAMPLES)],
        macroF1(confusion),
        100.0 * right / labels.length,
        ece(probabilities, labels),
        confusion);
  }

  private static int largest(double[] probabilities) {
    int largest = 0;
    for (int k = 1; k < CLASSES; k++) {
      largest = probabilities[k] > probabilities[largest] ? k : largest;
    }
    return largest;
  }

  private static double macroRecall(int[][] confusion) {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < CLASSES; k++) {
      int texts = Arrays.stream(confusion[k]).sum();
      sum += texts == 0 ? 0 : (double) confusion[k][k] / texts;
      present += texts == 0 ? 0 : 1;
    }
    return 100 * sum / Math.max(1, present);
  }

  private static double macroF1(int[][] confusion) {
    double sum = 0;
    for (int k = 0; k < CLASSES; k++) {
      int wrong = 0;
      for (int other = 0; other < CLASSES; other++) {
        wrong += other == k ? 0 : confusion[k][other] + confusion[other][k];
      }
      int right = 2 * confusion[k][k];
      sum += right == 0 ? 0 : (double) right / (right + wrong);
    }
    return 100 * sum / CLASSES;
  }

  private static double ece(double[][] probabilities, int[] labels) {
    double[] confidence = new double[BINS];
    int[] right = new int[BINS];
    for (int i = 0; i < labels.length; i++) {
      int prediction = largest(probabilities[i]);
      double p = probabilities[i][prediction];
      int bin = Math.min(BINS - 1, (int) (p * BINS));
      confidence[bin] += p;
      right[bin] += prediction == labels[i] ? 1 : 0;
    }
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(confidence[bin] - right[bin]);
    }
    return 100 * sum / Math.max(1, labels.length);
  }

  private static double[] bootstrap(int[] predictions, int[] labels) {
    Random random = new Random(1);
    double[] samples = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      int[][] confusion = new int[CLASSES][CLASSES];
      for (int i = 0; i < labels.length; i++) {
        int drawn = random.nextInt(labels.length);
        confusion[labels[drawn]][predictions[drawn]]++;
      }
      samples[sample] = macroRecall(confusion);
    }
    Arrays.sort(samples);
    return samples;
  }
}
