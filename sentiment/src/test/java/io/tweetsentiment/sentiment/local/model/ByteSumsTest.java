package io.tweetsentiment.sentiment.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSumsTest {

  @Test
  void shouldSumRowsExactlyHoweverMany() {
    Random random = new Random(3);
    byte[] numbers = new byte[16 * 8];
    random.nextBytes(numbers);
    // Extremes in all places, so that sums of 16 bits would overflow first here.
    Arrays.fill(numbers, 0, 16, (byte) -128);
    Arrays.fill(numbers, 16, 32, (byte) 127);
    long[] table = new long[numbers.length / 8];
    for (int i = 0; i < numbers.length; i++) {
      table[i / 8] |= (numbers[i] & 0xffL) << (8 * (i % 8));
    }
    for (int i = 0; i < table.length; i++) {
      table[i] = ByteSums.withOffset(table[i]);
    }
    for (int count : new int[] {0, 1, 255, 256, 257, 2_000}) {
      for (int rows = 1; rows <= 8; rows += 7) {
        int[] hashes = new int[count + 3];
        int[] expected = new int[16];
        for (int i = 3; i < hashes.length; i++) {
          int row = rows == 1 ? i & 1 : random.nextInt(8);
          hashes[i] = row << 29 | random.nextInt(1 << 29);
          for (int d = 0; d < expected.length; d++) {
            expected[d] += numbers[row * 16 + d];
          }
        }
        int[] sums = new int[16];
        ByteSums.of(table, hashes, 3, hashes.length, 29, sums);
        assertThat(sums).as("%d of %d rows", count, rows).isEqualTo(expected);
      }
    }
  }
}
