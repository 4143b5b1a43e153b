package io.tweetsentiment.sentiment.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetReaderTest {

  private static final int BITS = 6;

  private final Random random = new Random(11);
  private final Lexicon lexicon = Lexicons.bundled();

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

  /** What a net answers, computed as the trainer does. */
  private double[] expected(ConvNet net, float[] head, Workspace workspace) {
    NetInput input = new NetInput();
    input.fill(workspace.tokens, workspace.grams, lexicon);
    ConvNet.Scratch scratch = new ConvNet.Scratch(net);
    net.embed(input, scratch.tokens);
    for (int t = 0; t < input.size; t++) {
      net.answer(scratch.tokens, t, scratch.answer);
      for (int f = 0; f < scratch.answer.length; f++) {
        scratch.features[f] = Math.max(scratch.features[f], scratch.answer[f]);
      }
    }
    net.mean(input, scratch.tokens, scratch.features);
    return NetTrainer.outputs(head, scratch.features, 3);
  }

  @Test
  void shouldAnswerTheMeanOfWhatTheNetsAnswer() {
    List<ConvNet> nets = List.of(net(16, 5), net(16, 5), net(16, 5));
    List<float[]> heads = nets.stream().map(this::head).toList();
    List<TaughtNet> taught = new ArrayList<>();
    for (int n = 0; n < nets.size(); n++) {
      taught.add(nets.get(n).taught(heads.get(n)));
    }
    NetReader reader = new NetReader(taught, lexicon);
    NetReader.Scratch scratch = new NetReader.Scratch(reader);
    Workspace workspace = new Workspace(LinearModel.denseSize());
    for (String text :
        List.of(
            "love",
            "I do NOT love this sooooo much :) but #BestDay http://t.co/x @you",
            "not good, good, GOOD, #good, gooood \uD83D\uDE02",
            "x".repeat(3) + "abcdefghijklmnopqrstuvwxyz".repeat(4),
            "one two three four five ".repeat(40),
            ".")) {
      workspace.readAll(text, new Evidence(lexicon));
      double[] mean = new double[3];
      for (int n = 0; n < nets.size(); n++) {
        double[] one = expected(nets.get(n), heads.get(n), workspace);
        for (int k = 0; k < mean.length; k++) {
          mean[k] += one[k] / nets.size();
        }
      }
      // Once as new tokens, once as remembered ones.
      for (int time = 0; time < 2; time++) {
        workspace.read(text, new Evidence(lexicon));
        double[] answers = new double[3];
        reader.read(workspace.tokens, workspace.grams, scratch, answers);
        for (int k = 0; k < mean.length; k++) {
          assertThat(answers[k]).as("%s, class %d", text, k).isCloseTo(mean[k], within(1e-3));
        }
      }
    }
  }

  @Test
  void shouldRefuseNetsOfDifferentShapesAndNone() {
    ConvNet small = net(8, 4);
    ConvNet large = net(16, 4);
    List<TaughtNet> nets = List.of(small.taught(head(small)), large.taught(head(large)));

    assertThatThrownBy(() -> new SentimentModel("1", lexicon, null, null, nets, 0.5))
        .hasMessageContaining("one shape");
    assertThatThrownBy(() -> new SentimentModel("1", lexicon, null, null, List.of(), 0.5))
        .hasMessageContaining("no net");
  }
}
