package io.tweetsentiment.sentiment.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tweetsentiment.sentiment.local.model.LinearModel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantiserTest {

  private static final int BITS = 6;

  private final Random random = new Random(1);
  private final float[][] weights = new float[LinearModel.OUTPUTS][1 << BITS];
  private final long[] table = Quantiser.emptyTable(BITS);
  private final float[] scales = new float[LinearModel.OUTPUTS];

  private LinearModel model() {
    float[][] dense = new float[LinearModel.OUTPUTS][];
    for (int output = 0; output < LinearModel.OUTPUTS; output++) {
      for (int i = 0; i < weights[output].length; i++) {
        weights[output][i] = (float) random.nextGaussian();
      }
      scales[output] = Quantiser.fill(table, output, weights[output]);
      dense[output] = new float[1];
    }
    return new LinearModel(BITS, table, scales, dense);
  }

  @Test
  void shouldKeepEveryOutputApart() {
    LinearModel model = model();
    int[] sums = new int[LinearModel.OUTPUTS];
    for (int bucket = 0; bucket < 1 << BITS; bucket++) {
      model.sum(new int[] {bucket << (32 - BITS)}, 0, 1, sums);
      for (int output = 0; output < LinearModel.OUTPUTS; output++) {
        assertThat(sums[output]).isEqualTo(Quantiser.step(weights[output][bucket], scales[output]));
      }
    }
  }

  @Test
  void shouldAddUpMoreWeightsThanOneChunk() {
    LinearModel model = model();
    int[] hashes = random.ints(1_000).toArray();
    long[] expected = new long[LinearModel.OUTPUTS];
    for (int hash : hashes) {
      for (int output = 0; output < LinearModel.OUTPUTS; output++) {
        expected[output] += Quantiser.step(weights[output][hash >>> (32 - BITS)], scales[output]);
      }
    }
    int[] sums = new int[LinearModel.OUTPUTS];

    model.sum(hashes, 0, hashes.length, sums);

    assertThat(sums)
        .containsExactly(java.util.Arrays.stream(expected).mapToInt(Math::toIntExact).toArray());
  }
}
