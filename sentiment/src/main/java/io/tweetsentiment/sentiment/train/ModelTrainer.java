package io.tweetsentiment.sentiment.train;

import io.tweetsentiment.sentiment.local.model.LinearModel;
import io.tweetsentiment.sentiment.local.model.MixedGate;
import io.tweetsentiment.sentiment.local.model.Output;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import io.tweetsentiment.sentiment.local.model.TrainedNet;
import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.Ngrams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Trains a {@link SentimentModel}: the experts first, then the classes, which have the logits of
 * the experts as features, then the gate and the nets.
 *
 * <p>Single-threaded. The same data, plan and seed give the same bytes on every machine.
 */
final class ModelTrainer {

  private static final int GATE_EPOCHS = 20;

  private final TrainingPlan plan;
  private final Consumer<String> log;
  private final Lexicon lexicon = WordLists.bundled();
  private final long[] table;
  private final float[] scales = new float[LinearModel.OUTPUTS];
  private final float[][] dense = new float[LinearModel.OUTPUTS][];

  ModelTrainer(TrainingPlan plan, Consumer<String> log) {
    this.plan = plan;
    this.log = log;
    this.table = Quantiser.emptyTable(plan.bits());
    Arrays.fill(scales, 1);
    for (int output = 0; output < dense.length; output++) {
      boolean expert = output >= Output.FIRST_EXPERT;
      dense[output] = new float[(expert ? DenseFeatures.SIZE : LinearModel.denseSize()) + 1];
    }
  }

  SentimentModel train(TrainingData data) {
    PreparedTexts feelings = prepare("feelings", data.feelings());
    PreparedTexts smiles = prepare("smiles", data.smiles());
    PreparedTexts irony = prepare("irony", data.irony());
    PreparedTexts offence = prepare("offence", data.offence());
    expert(Output.POSITIVE_EMOTION, feelings, label -> label & 1);
    expert(Output.NEGATIVE_EMOTION, feelings, label -> label >> 1);
    expert(Output.HAPPY_EMOTICON, smiles, label -> label / 2);
    expert(Output.IRONY, irony, label -> label);
    expert(Output.OFFENCE, offence, label -> label);
    PreparedTexts classes = prepare("classes", data.classes());
    classes(classes);
    LinearModel linear = new LinearModel(plan.bits(), table, scales, dense);
    MixedGate gate = gate(linear, feelings);
    List<NetTask> tasks = tasks(data, classes, smiles, irony, offence);
    List<TrainedNet> nets = new ArrayList<>();
    for (int i = 0; i < plan.nets(); i++) {
      nets.add(net(tasks, plan.seed() + i));
    }
    return new SentimentModel(
        plan.version(), lexicon, linear, gate, List.copyOf(nets), plan.linearShare());
  }

  private PreparedTexts prepare(String name, LabelledTexts texts) {
    log.accept(name + ": " + texts.size() + " texts");
    return PreparedTexts.of(texts, lexicon);
  }

  private LinearTrainer trainer() {
    return new LinearTrainer(
        new LinearTrainer.Plan(
            plan.bits(), plan.epochs(), plan.rate(), plan.denseRate(), plan.decay(), plan.seed()));
  }

  private void expert(int output, PreparedTexts texts, IntUnaryOperator truth) {
    int[] labels = Arrays.stream(texts.labels()).map(truth).toArray();
    LinearTrainer.Weights weights =
        trainer().train(texts.rows(), labels, PreparedTexts.balanced(labels, 2), 1);
    scales[output] = Quantiser.fill(table, output, weights.buckets());
    dense[output] = weights.dense();
    log.accept("expert " + output + " done");
  }

  private void classes(PreparedTexts texts) {
    LinearModel experts = new LinearModel(plan.bits(), table, scales, dense);
    List<LinearTrainer.Row> rows = new ArrayList<>();
    for (LinearTrainer.Row row : texts.rows()) {
      double[] features = new double[LinearModel.denseSize()];
      logits(experts, row, features);
      rows.add(new LinearTrainer.Row(row.hashes(), row.words(), PreparedTexts.floats(features)));
    }
    double[] importance = PreparedTexts.balanced(texts.labels(), Output.FIRST_EXPERT);
    LinearTrainer.Weights weights =
        trainer().train(rows, texts.labels(), importance, Output.FIRST_EXPERT);
    for (int output = 0; output < Output.FIRST_EXPERT; output++) {
      scales[output] =
          Quantiser.fill(table, output, every(weights.buckets(), Output.FIRST_EXPERT, output));
      dense[output] = every(weights.dense(), Output.FIRST_EXPERT, output);
    }
    log.accept("classes done");
  }

  private static float[] every(float[] values, int step, int from) {
    float[] some = new float[values.length / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[i * step + from];
    }
    return some;
  }

  /** Logits of all outputs; writes dense features and experts to {@code features}. */
  private static double[] logits(LinearModel linear, LinearTrainer.Row row, double[] features) {
    for (int i = 0; i < row.dense().length; i++) {
      features[i] = row.dense()[i];
    }
    return linear.logits(new Ngrams(row.hashes(), row.words()), features);
  }

  /**
   * Trains the gate on logits of emotion experts that were trained without the text, because new
   * texts are unknown to the experts as well.
   */
  private MixedGate gate(LinearModel linear, PreparedTexts texts) {
    int size = texts.rows().size();
    double[][] emotion = new double[2][size];
    for (int half = 0; half < 2; half++) {
      for (int side = 0; side < 2; side++) {
        crossLogits(texts, half, side, emotion[side]);
      }
    }
    List<LinearTrainer.Row> rows = new ArrayList<>();
    int[] labels = new int[size];
    int mixed = 0;
    for (int i = 0; i < size; i++) {
      double[] features = new double[LinearModel.denseSize()];
      double[] logits = logits(linear, texts.rows().get(i), features);
      logits[Output.POSITIVE_EMOTION] = emotion[0][i];
      logits[Output.NEGATIVE_EMOTION] = emotion[1][i];
      double[] inputs = new double[MixedGate.SIZE];
      MixedGate.inputs(logits, features, inputs);
      rows.add(new LinearTrainer.Row(new int[0], 0, PreparedTexts.floats(inputs)));
      labels[i] = texts.labels()[i] == 3 ? 1 : 0;
      mixed += labels[i];
    }
    double[] importance = new double[size];
    Arrays.fill(importance, 1);
    float[] weights =
        new LinearTrainer(new LinearTrainer.Plan(1, GATE_EPOCHS, 0, 0.05, 0, plan.seed()))
            .train(rows, labels, importance, 1)
            .dense();
    double[] exact = new double[weights.length];
    Arrays.setAll(exact, i -> weights[i]);
    double share = (double) mixed / size;
    log.accept(String.format("gate done, %.4f of %d texts are mixed", share, size));
    return new MixedGate(exact, share);
  }

  private void crossLogits(PreparedTexts texts, int half, int side, double[] out) {
    List<LinearTrainer.Row> rows = new ArrayList<>();
    List<Integer> truths = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      if (i % 2 == half) {
        rows.add(texts.rows().get(i));
        truths.add((texts.labels()[i] >> side) & 1);
      }
    }
    int[] labels = truths.stream().mapToInt(Integer::intValue).toArray();
    LinearTrainer.Weights weights =
        trainer().train(rows, labels, PreparedTexts.balanced(labels, 2), 1);
    for (int i = 0; i < out.length; i++) {
      if (i % 2 != half) {
        out[i] = LinearTrainer.logits(weights, texts.rows().get(i), 32 - plan.bits())[0];
      }
    }
  }

  private List<NetTask> tasks(
      TrainingData data,
      PreparedTexts classes,
      PreparedTexts smiles,
      PreparedTexts irony,
      PreparedTexts offence) {
    int[] happy = Arrays.stream(smiles.labels()).map(label -> label / 2).toArray();
    double[] balanced = PreparedTexts.balanced(classes.labels(), Output.FIRST_EXPERT);
    return List.of(
        new NetTask("classes", 3, true, classes.inputs(), bit(classes.labels()), balanced),
        task("smiles", 2, smiles.inputs(), bit(happy), 0.5),
        task("emoji", 20, data.emoji(), 0.5),
        task("emotion", 4, data.emotion(), 1),
        task("hate", 2, data.hate(), 0.5),
        task("irony", 2, irony.inputs(), bit(irony.labels()), 0.5),
        task("offence", 2, offence.inputs(), bit(offence.labels()), 0.5),
        flags("emotions", LabelledTexts.EMOTIONS, data.emotions()),
        flags("go-emotions", LabelledTexts.GO_EMOTIONS, data.goEmotions()));
  }

  private TrainedNet net(List<NetTask> tasks, long seed) {
    ConvNet net = new ConvNet(plan.dim(), plan.filters(), plan.wordBits(), plan.charBits());
    NetTrainer trainer = new NetTrainer(net, tasks, seed);
    int[] all = new int[tasks.size()];
    Arrays.setAll(all, i -> i);
    float rate = plan.netRate();
    for (int epoch = 0; epoch < plan.jointEpochs(); epoch++) {
      float from = 1 - 0.8f * epoch / plan.jointEpochs();
      float to = 1 - 0.8f * (epoch + 1) / plan.jointEpochs();
      trainer.epoch(all, rate * from, rate * to);
      log.accept("net: pass " + (epoch + 1) + " over all tasks done");
    }
    rate = plan.lastRate();
    for (int epoch = 0; epoch < plan.lastEpochs(); epoch++) {
      float from = 1 - (float) epoch / plan.lastEpochs();
      float to = 1 - (float) (epoch + 1) / plan.lastEpochs();
      trainer.epoch(new int[] {0}, rate * from, rate * to);
      log.accept("net: pass " + (epoch + 1) + " over the classes done");
    }
    return net.trained(trainer.head(0));
  }

  private NetTask task(String name, int outputs, LabelledTexts texts, double importance) {
    return task(
        name, outputs, PreparedTexts.of(texts, lexicon).inputs(), bit(texts.labels()), importance);
  }

  private static NetTask task(
      String name, int outputs, List<NetInput> inputs, int[] targets, double importance) {
    return new NetTask(name, outputs, true, inputs, targets, all(targets.length, importance));
  }

  private NetTask flags(String name, int outputs, LabelledTexts texts) {
    return new NetTask(
        name,
        outputs,
        false,
        PreparedTexts.of(texts, lexicon).inputs(),
        texts.labels(),
        all(texts.size(), 0.5));
  }

  private static double[] all(int size, double value) {
    double[] values = new double[size];
    Arrays.fill(values, value);
    return values;
  }

  private static int[] bit(int[] labels) {
    return Arrays.stream(labels).map(label -> 1 << label).toArray();
  }
}
