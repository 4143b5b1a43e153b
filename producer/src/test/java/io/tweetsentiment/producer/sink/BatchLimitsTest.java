package io.tweetsentiment.producer.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {

  private static List<SinkRecord> records(int count, int size) {
    List<SinkRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(new SinkRecord("k", new byte[size - 1]));
    }
    return records;
  }

  @Test
  void shouldCutByNumber() {
    List<SinkRecord> records = records(1201, 10);
    List<List<SinkRecord>> batches = new BatchLimits(500, 1 << 20, 1 << 20).batches(records);
    assertThat(batches).extracting(List::size).containsExactly(500, 500, 201);
    assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(records);
  }

  @Test
  void shouldCutByBytesWithKeys() {
    assertThat(new BatchLimits(500, 100, 100).batches(records(7, 30)))
        .extracting(List::size)
        .containsExactly(3, 3, 1);
    assertThat(new BatchLimits(500, 90, 90).batches(records(3, 30))).hasSize(1);
  }

  @Test
  void shouldGiveNoBatchWhenThereIsNothing() {
    assertThat(new BatchLimits(500, 100, 100).batches(List.of())).isEmpty();
  }

  @Test
  void shouldMeasureARecordWithItsKey() {
    BatchLimits limits = new BatchLimits(500, 1000, 100);
    assertThat(limits.fits(new SinkRecord("ü", new byte[98]))).isTrue();
    assertThat(limits.fits(new SinkRecord("ü", new byte[99]))).isFalse();
  }
}
