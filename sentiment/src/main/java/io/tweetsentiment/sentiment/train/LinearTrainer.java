package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.LinearModel;
import io.tweetsentiment.sentiment.local.model.Softmax;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Logistic regression over hashed and dense features, by stochastic gradient descent with AdaGrad's
 * step sizes. Several outputs share a softmax; a single output is binary.
 *
 * <p>Single-threaded, in a fixed order: the same seed and input give the same bits. Source of the
 * step sizes: Duchi, Hazan and Singer, JMLR 2011.
 */
final class LinearTrainer {

  /**
   * The features of one text.
   *
   * @param hashes of {@link Ngrams}
   * @param words number of hashes that belong to words
   * @param dense dense features, scaled
   */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  record Row(int[] hashes, int words, float[] dense) {}

  /**
   * Trained weights.
   *
   * @param outputs number of outputs
   * @param buckets weight of bucket {@code b} for output {@code k} at {@code b * outputs + k}
   * @param dense weight of dense feature {@code d} for output {@code k} at {@code d * outputs + k};
   *     the last feature is the constant 1
   */
  @SuppressWarnings("ArrayRecordComponent") // held, never compared
  record Weights(int outputs, float[] buckets, float[] dense) {}

  /**
   * The parameters of a training.
   *
   * @param bits number of buckets as a power of two
   * @param epochs passes over the rows
   * @param rate step size of the hashed features, which falls to 0
   * @param denseRate step size of the dense features, which falls to 0
   * @param decay weight decay of a used weight per step, which falls to 0
   * @param seed of the order of the rows
   */
  record Plan(int bits, int epochs, double rate, double denseRate, double decay, long seed) {}

  /** Initial value of each sum of squared gradients. */
  private static final float START = 0.01f;

  private final Plan plan;
  private final int shift;

  LinearTrainer(Plan plan) {
    this.plan = plan;
    this.shift = 32 - plan.bits();
  }

  /**
   * Trains weights.
   *
   * @param labels correct output of each row; with a single output 1 or 0
   * @param importance weight of each row
   */
  Weights train(List<Row> rows, int[] labels, double[] importance, int outputs) {
    int denseSize = rows.get(0).dense().length + 1;
    Weights weights =
        new Weights(
            outputs, new float[(1 << plan.bits()) * outputs], new float[denseSize * outputs]);
    float[] bucketSums = new float[weights.buckets().length];
    float[] denseSums = new float[weights.dense().length];
    Arrays.fill(bucketSums, START);
    Arrays.fill(denseSums, 1);
    Random random = new Random(plan.seed());
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    long steps = (long) plan.epochs() * order.length;
    long step = 0;
    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
      shuffle(order, random);
      for (int i : order) {
        Row row = rows.get(i);
        double[] gradients = logits(weights, row, shift);
        gradients(gradients, labels[i]);
        for (int k = 0; k < outputs; k++) {
          gradients[k] *= importance[i];
        }
        float left = (float) (1 - (double) step++ / steps);
        update(weights, bucketSums, row, gradients, left);
        updateDense(weights, denseSums, row, gradients, left);
      }
    }
    return weights;
  }

  static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  static double[] logits(Weights weights, Row row, int shift) {
    int outputs = weights.outputs();
    double[] logits = new double[outputs];
    double[] chars = new double[outputs];
    sum(weights, row.hashes(), 0, row.words(), shift, logits);
    sum(weights, row.hashes(), row.words(), row.hashes().length, shift, chars);
    double wordScale = LinearModel.norm(row.words());
    double charScale = LinearModel.norm(row.hashes().length - row.words());
    float[] dense = row.dense();
    for (int k = 0; k < outputs; k++) {
      double logit = logits[k] * wordScale + chars[k] * charScale;
      for (int d = 0; d < dense.length; d++) {
        logit += dense[d] * weights.dense()[d * outputs + k];
      }
      logits[k] = logit + weights.dense()[dense.length * outputs + k];
    }
    return logits;
  }

  private static void sum(
      Weights weights, int[] hashes, int from, int to, int shift, double[] out) {
    for (int i = from; i < to; i++) {
      int bucket = (hashes[i] >>> shift) * out.length;
      for (int k = 0; k < out.length; k++) {
        out[k] += weights.buckets()[bucket + k];
      }
    }
  }

  private static void gradients(double[] logits, int label) {
    if (logits.length == 1) {
      logits[0] = Softmax.logistic(logits[0]) - label;
    } else {
      Softmax.apply(logits);
      logits[label] -= 1;
    }
  }

  private void update(Weights weights, float[] sums, Row row, double[] gradients, float left) {
    int outputs = weights.outputs();
    float rate = (float) plan.rate() * left;
    float keep = 1 - (float) (plan.decay() * left);
    float[] buckets = weights.buckets();
    for (int i = 0; i < row.hashes().length; i++) {
      double scale =
          LinearModel.norm(i < row.words() ? row.words() : row.hashes().length - row.words());
      int bucket = (row.hashes()[i] >>> shift) * outputs;
      for (int k = 0; k < outputs; k++) {
        float g = (float) (gradients[k] * scale);
        sums[bucket + k] += g * g;
        buckets[bucket + k] =
            buckets[bucket + k] * keep - rate * g / (float) Math.sqrt(sums[bucket + k]);
      }
    }
  }

  private void updateDense(Weights weights, float[] sums, Row row, double[] gradients, float left) {
    int outputs = weights.outputs();
    float rate = (float) plan.denseRate() * left;
    for (int d = 0; d <= row.dense().length; d++) {
      float feature = d == row.dense().length ? 1 : row.dense()[d];
      if (feature != 0) {
        for (int k = 0; k < outputs; k++) {
          int at = d * outputs + k;
          float g = (float) gradients[k] * feature;
          sums[at] += g * g;
          weights.dense()[at] -= rate * g / (float) Math.sqrt(sums[at]);
        }
      }
    }
  }
}
