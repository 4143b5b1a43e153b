package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.Softmax;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Trains a {@link ConvNet} on several tasks at once by stochastic gradient descent, with one text
 * per step (see {@link NetOptimiser}).
 *
 * <p>Single-threaded, in a fixed order: the same seed and input give the same bits.
 */
final class NetTrainer {

  private static final float DROP_FEATURES = 0.4f;
  private static final float DROP_TOKENS = 0.1f;
  private static final float HEAD_RATE = 0.03f;

  private final ConvNet net;
  private final List<NetTask> tasks;
  private final Random random;
  private final float[][] heads;
  private final float[][] headSums;
  private final NetOptimiser steps;

  private final ConvNet.Scratch scratch;
  private final int[] where;
  private final float[] gradient;
  private final float[] tokenGradient;
  private final float[][][] convGradient;

  NetTrainer(ConvNet net, List<NetTask> tasks, long seed) {
    this.net = net;
    this.tasks = tasks;
    this.random = new Random(seed);
    this.heads = new float[tasks.size()][];
    this.headSums = new float[tasks.size()][];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = new float[(net.features + 1) * tasks.get(i).outputs()];
      headSums[i] = NetOptimiser.sums(heads[i].length);
    }
    this.steps = new NetOptimiser(net);
    this.convGradient = NetOptimiser.filters(net, 0);
    this.scratch = new ConvNet.Scratch(net);
    this.where = new int[3 * net.filters];
    this.gradient = new float[net.features];
    this.tokenGradient = new float[scratch.tokens.length];
    fill(net.words, 0.1f);
    fill(net.chars, 0.1f);
    for (float[][] channels : net.conv) {
      for (float[] weights : channels) {
        fill(weights, (float) (1 / Math.sqrt(2.0 * net.channels)));
      }
    }
  }

  private void fill(float[] weights, float range) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() * 2 - 1) * range;
    }
  }

  /**
   * Weights of a task's outputs: feature {@code i} of output {@code k} at {@code i * outputs + k},
   * followed by the constants.
   */
  float[] head(int task) {
    return heads[task];
  }

  /**
   * Makes one pass over the rows of some tasks, in random order.
   *
   * @param which indexes of the tasks
   * @param rate step size at the start, which falls linearly to {@code lastRate}
   */
  void epoch(int[] which, float rate, float lastRate) {
    int total = 0;
    for (int task : which) {
      total += tasks.get(task).rows().size();
    }
    int[] order = new int[total];
    int[] taskOf = new int[total];
    int at = 0;
    for (int task : which) {
      for (int row = 0; row < tasks.get(task).rows().size(); row++) {
        taskOf[at] = task;
        order[at++] = row;
      }
    }
    for (int i = total - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      swap(order, i, j);
      swap(taskOf, i, j);
    }
    for (int i = 0; i < total; i++) {
      step(taskOf[i], order[i], rate + (lastRate - rate) * i / total);
    }
  }

  private static void swap(int[] a, int i, int j) {
    int kept = a[i];
    a[i] = a[j];
    a[j] = kept;
  }

  private void step(int taskIndex, int row, float rate) {
    NetTask task = tasks.get(taskIndex);
    NetInput input = task.rows().get(row);
    float[] features = forward(input);
    float kept = 1 / (1 - DROP_FEATURES);
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat() < DROP_FEATURES ? 0 : features[i] * kept;
    }
    double[] outputs = outputs(heads[taskIndex], features, task.outputs());
    gradients(task, row, outputs);
    backward(taskIndex, outputs, features, kept);
    backFilters(input);
    steps.filters(convGradient, gradient, where, rate);
    steps.tokens(input, tokenGradient, rate);
  }

  private float[] forward(NetInput input) {
    float[] tokens = scratch.tokens;
    net.embed(input, tokens);
    for (int t = 0; t < input.size; t++) {
      if (random.nextFloat() < DROP_TOKENS) {
        Arrays.fill(tokens, t * net.channels, (t + 1) * net.channels, 0);
      }
    }
    float[] features = scratch.features;
    Arrays.fill(features, 0);
    Arrays.fill(where, -1);
    for (int t = 0; t < input.size; t++) {
      net.outputs(tokens, t, scratch.outputs);
      for (int f = 0; f < where.length; f++) {
        if (scratch.outputs[f] > features[f]) {
          features[f] = scratch.outputs[f];
          where[f] = t;
        }
      }
    }
    net.mean(input, tokens, features);
    return features;
  }

  static double[] outputs(float[] head, float[] features, int outputs) {
    double[] sums = new double[outputs];
    for (int i = 0; i < features.length; i++) {
      if (features[i] != 0) {
        for (int k = 0; k < outputs; k++) {
          sums[k] += (double) features[i] * head[i * outputs + k];
        }
      }
    }
    for (int k = 0; k < outputs; k++) {
      sums[k] += head[features.length * outputs + k];
    }
    return sums;
  }

  private static void gradients(NetTask task, int row, double[] outputs) {
    int target = task.targets()[row];
    double importance = task.importance()[row];
    if (task.exclusive()) {
      Softmax.apply(outputs);
    }
    for (int k = 0; k < outputs.length; k++) {
      double p = task.exclusive() ? outputs[k] : Softmax.logistic(outputs[k]);
      outputs[k] = (p - ((target >> k) & 1)) * importance;
    }
  }

  private void backward(int taskIndex, double[] outputs, float[] features, float kept) {
    float[] head = heads[taskIndex];
    float[] sums = headSums[taskIndex];
    int count = outputs.length;
    for (int i = 0; i <= features.length; i++) {
      float feature = i == features.length ? 1 : features[i];
      float back = 0;
      if (feature != 0) {
        for (int k = 0; k < count; k++) {
          int at = i * count + k;
          back += (float) outputs[k] * head[at];
          float g = (float) outputs[k] * feature;
          sums[at] += g * g;
          head[at] -= HEAD_RATE * g / (float) Math.sqrt(sums[at]);
        }
      }
      if (i < features.length) {
        gradient[i] = back * kept;
      }
    }
  }

  private void backFilters(NetInput input) {
    int channels = net.channels;
    Arrays.fill(tokenGradient, 0, (input.size + 2) * channels, 0);
    int mean = 3 * net.filters;
    if (input.size > 0) {
      for (int t = 0; t < input.size; t++) {
        for (int k = 0; k < channels; k++) {
          tokenGradient[t * channels + k] = gradient[mean + k] / input.size;
        }
      }
    }
    for (float[][] offset : convGradient) {
      for (float[] channel : offset) {
        Arrays.fill(channel, 0);
      }
    }
    for (int f = 0; f < mean; f++) {
      float g = where[f] < 0 ? 0 : gradient[f];
      if (g == 0) {
        continue;
      }
      for (int offset = 0; offset < 3 && f < (3 - offset) * net.filters; offset++) {
        int at = (where[f] + offset) * channels;
        float[][] weights = net.conv[offset];
        float[][] weightGradient = convGradient[offset];
        for (int k = 0; k < channels; k++) {
          weightGradient[k][f] = g * scratch.tokens[at + k];
          tokenGradient[at + k] += g * weights[k][f];
        }
      }
    }
  }
}
