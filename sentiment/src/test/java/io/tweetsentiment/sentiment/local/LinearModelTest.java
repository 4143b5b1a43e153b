package io.tweetsentiment.sentiment.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearModelTest {

  private static final int BITS = 6;

  private final Random random = new Random(1);
  private final float[][] weights = new float[LinearModel.LANES][1 << BITS];
  private final long[] table = LinearModel.emptyTable(BITS);
  private final float[] scales = new float[LinearModel.LANES];

  private LinearModel model() {
    float[][] dense = new float[LinearModel.LANES][];
    for (int lane = 0; lane < LinearModel.LANES; lane++) {
      for (int i = 0; i < weights[lane].length; i++) {
        weights[lane][i] = (float) random.nextGaussian();
      }
      scales[lane] = LinearModel.quantise(table, lane, weights[lane]);
      dense[lane] = new float[1];
    }
    return new LinearModel(BITS, table, scales, dense);
  }

  @Test
  void shouldKeepEveryLaneApart() {
    LinearModel model = model();
    int[] sums = new int[LinearModel.LANES];
    for (int bucket = 0; bucket < 1 << BITS; bucket++) {
      model.sum(new int[] {bucket << (32 - BITS)}, 0, 1, sums);
      for (int lane = 0; lane < LinearModel.LANES; lane++) {
        assertThat(sums[lane]).isEqualTo(Quantiser.step(weights[lane][bucket], scales[lane]));
      }
    }
  }

  @Test
  void shouldAddUpMoreWeightsThanOneChunk() {
    LinearModel model = model();
    int[] hashes = random.ints(1_000).toArray();
    long[] expected = new long[LinearModel.LANES];
    for (int hash : hashes) {
      for (int lane = 0; lane < LinearModel.LANES; lane++) {
        expected[lane] += Quantiser.step(weights[lane][hash >>> (32 - BITS)], scales[lane]);
      }
    }
    int[] sums = new int[LinearModel.LANES];

    model.sum(hashes, 0, hashes.length, sums);

    assertThat(sums)
        .containsExactly(java.util.Arrays.stream(expected).mapToInt(Math::toIntExact).toArray());
  }
}
