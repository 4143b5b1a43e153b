package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tweetsentiment.sentiment.local.model.LinearModel;
import io.tweetsentiment.sentiment.local.model.NetPredictor;
import io.tweetsentiment.sentiment.local.model.SentimentModel;
import io.tweetsentiment.sentiment.local.model.TrainedNet;
import io.tweetsentiment.sentiment.local.text.DenseFeatures;
import io.tweetsentiment.sentiment.local.text.Lexicon;
import io.tweetsentiment.sentiment.local.text.TextFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvNetTest {

  private static final int BITS = 6;

  private final Random random = new Random(11);
  private final Lexicon lexicon = WordLists.bundled();

  /** A net with random weights, which are whole steps of its embeddings already. */
  private ConvNet net(int dim, int filters) {
    ConvNet net = new ConvNet(dim, filters, BITS, BITS);
    steps(net.words, 0.01f);
    steps(net.chars, 0.02f);
    for (float[][] offset : net.conv) {
      for (float[] channel : offset) {
        fill(channel);
      }
    }
    fill(net.bias);
    return net;
  }

  private void steps(float[] weights, float scale) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextInt(255) - 127) * scale;
    }
    weights[0] = 127 * scale;
  }

  private void fill(float[] weights) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat() - 0.5f;
    }
  }

  private float[] head(ConvNet net) {
    float[] head = new float[(net.features + 1) * 3];
    fill(head);
    return head;
  }

  /** What a net logits, computed as the trainer does. */
  private double[] expected(ConvNet net, float[] head, TextFeatures features) {
    NetInput input = new NetInput();
    input.fill(features.tokens, features.ngrams, lexicon);
    ConvNet.Scratch scratch = new ConvNet.Scratch(net);
    net.embed(input, scratch.tokens);
    for (int t = 0; t < input.size; t++) {
      net.outputs(scratch.tokens, t, scratch.outputs);
      for (int f = 0; f < scratch.outputs.length; f++) {
        scratch.features[f] = Math.max(scratch.features[f], scratch.outputs[f]);
      }
    }
    net.mean(input, scratch.tokens, scratch.features);
    return NetTrainer.outputs(head, scratch.features, 3);
  }

  @Test
  void shouldPredictTheMeanOfTheNets() {
    List<ConvNet> nets = List.of(net(16, 5), net(16, 5), net(16, 5));
    List<float[]> heads = nets.stream().map(this::head).toList();
    List<TrainedNet> trained = new ArrayList<>();
    for (int n = 0; n < nets.size(); n++) {
      trained.add(nets.get(n).trained(heads.get(n)));
    }
    NetPredictor predictor = new NetPredictor(trained, lexicon);
    NetPredictor.Scratch scratch = new NetPredictor.Scratch(predictor);
    TextFeatures features = new TextFeatures(LinearModel.denseSize());
    for (String text :
        List.of(
            "love",
            "I do NOT love this sooooo much :) but #BestDay http://t.co/x @you",
            "not good, good, GOOD, #good, gooood \uD83D\uDE02",
            "x".repeat(3) + "abcdefghijklmnopqrstuvwxyz".repeat(4),
            "one two three four five ".repeat(40),
            ".")) {
      features.computeAll(text, new DenseFeatures(lexicon));
      double[] mean = new double[3];
      for (int n = 0; n < nets.size(); n++) {
        double[] single = expected(nets.get(n), heads.get(n), features);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += single[k] / nets.size();
        }
      }
      // Once with new tokens, once with cached ones.
      for (int time = 0; time < 2; time++) {
        features.compute(text, new DenseFeatures(lexicon));
        double[] logits = new double[3];
        predictor.predict(features.tokens, features.ngrams, scratch, logits);
        for (int k = 0; k < mean.length; k++) {
          assertThat(logits[k]).as("%s, class %d", text, k).isCloseTo(mean[k], within(1e-3));
        }
      }
    }
  }

  @Test
  void shouldRefuseNetsOfDifferentShapesAndNone() {
    ConvNet small = net(8, 4);
    ConvNet large = net(16, 4);
    List<TrainedNet> nets = List.of(small.trained(head(small)), large.trained(head(large)));

    assertThatThrownBy(() -> new SentimentModel("1", lexicon, null, null, nets, 0.5))
        .hasMessageContaining("one shape");
    assertThatThrownBy(() -> new SentimentModel("1", lexicon, null, null, List.of(), 0.5))
        .hasMessageContaining("no net");
  }
}
