package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TailReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition("tweets.merged", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final TailReader tail = new TailReader(consumer, Clock.systemUTC());

  @Test
  void shouldFindTheLastRecordOnceAndRemember() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    consumer.schedulePollTask(() -> List.of(0L, 1L, 2L).forEach(this::add));

    assertThat(tail.lastRecord(PARTITION, 0)).hasValue(2);
    assertThat(tail.lastRecord(PARTITION, 1)).hasValue(2);
    assertThat(tail.lastRecord(PARTITION, 3)).isEmpty();
  }

  @Test
  void shouldNotTakeATransactionMarkerForARecord() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    // A consumer skips a marker without returning a record: only its position moves.
    consumer.schedulePollTask(
        () -> {
          add(0L);
          consumer.schedulePollTask(() -> consumer.seek(PARTITION, 2));
        });

    assertThat(tail.lastRecord(PARTITION, 1)).isEmpty();
  }

  @Test
  void shouldFindNothingInAnEmptyPartition() {
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));

    assertThat(tail.lastRecord(PARTITION, 0)).isEmpty();
  }

  private void add(long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]));
  }
}
