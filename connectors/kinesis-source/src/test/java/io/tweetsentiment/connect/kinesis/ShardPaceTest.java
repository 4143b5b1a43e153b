package io.tweetsentiment.connect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.Record;

class ShardPaceTest {
  private static final int LIMIT = 2 << 20;
  private final ShardPace pace = new ShardPace(5, LIMIT);

  private static FetchedRecords page(int records, int size) {
    Record record =
        Record.builder()
            .partitionKey("k")
            .data(SdkBytes.fromByteArrayUnsafe(new byte[size]))
            .build();
    return new FetchedRecords("s", Collections.nCopies(records, record), 0, false);
  }

  @Test
  void shouldSpaceCallsEvenly() {
    assertThat(pace.interval(page(0, 0))).isEqualTo(Duration.ofMillis(200));
    assertThat(pace.interval(page(10, 100))).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void shouldPauseForFiveSecondsAfterTenMebibytes() {
    assertThat(pace.interval(page(10, 1 << 20)))
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_010));
  }

  @Test
  void shouldNotPauseWithoutLimits() {
    assertThat(new ShardPace(0, 0).interval(page(10, 1 << 20))).isZero();
    assertThat(new ShardPace(0, LIMIT).interval(page(0, 0))).isZero();
    assertThat(new ShardPace(2, 0).interval(page(10, 1 << 20))).isEqualTo(Duration.ofMillis(500));
  }

  /** Reads pages of random sizes one after the other, as a task that is far behind does. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldStayWithinBothLimitsWhateverThePagesAre(long seed) {
    Random random = new Random(seed);
    Deque<Long> calls = new ArrayDeque<>();
    long now = 0;
    long bytes = 0;
    for (int i = 0; i < 300; i++) {
      calls.add(now);
      while (calls.peek() <= now - 1_000_000_000) {
        calls.remove();
      }
      assertThat(calls).hasSizeLessThanOrEqualTo(5);
      assertThat(bytes).as("bytes until now").isLessThanOrEqualTo((long) (now / 1e9 * LIMIT) + 1);
      int records = random.nextInt(40);
      int size = random.nextInt(50_000);
      bytes += (long) records * size;
      now += pace.interval(page(records, size)).toNanos();
    }
  }
}
