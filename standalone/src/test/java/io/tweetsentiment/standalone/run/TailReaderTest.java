package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
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

    assertThat(tail.lastRecord(PARTITION, 0, 3)).hasValue(2);
    assertThat(tail.lastRecord(PARTITION, 1, 3)).hasValue(2);
    assertThat(tail.lastRecord(PARTITION, 3, 3)).isEmpty();
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

    assertThat(tail.lastRecord(PARTITION, 1, 2)).isEmpty();
  }

  @Test
  void shouldReadOnlyTheEndOfALongBacklog() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    List<Long> polled = new ArrayList<>();
    consumer.schedulePollTask(
        () -> {
          polled.add(consumer.position(PARTITION));
          for (long offset = consumer.position(PARTITION); offset < 1_000; offset++) {
            add(offset);
          }
        });

    assertThat(tail.lastRecord(PARTITION, 0, 1_000)).hasValue(999);
    assertThat(polled).singleElement().satisfies(from -> assertThat(from).isGreaterThan(900));
  }

  @Test
  void shouldReadTheWholeBacklogWhenItEndsWithMarkers() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(() -> consumer.seek(PARTITION, 1_000));
    consumer.schedulePollTask(
        () -> {
          add(consumer.position(PARTITION) + 4);
          consumer.schedulePollTask(() -> consumer.seek(PARTITION, 1_000));
        });

    assertThat(tail.lastRecord(PARTITION, 0, 1_000)).hasValue(4);
    assertThat(tail.lastRecord(PARTITION, 5, 1_000)).isEmpty();
  }

  @Test
  void shouldKnowEveryRecordAfterOnlyTheEndWasRead() {
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    for (int read = 0; read < 2; read++) {
      consumer.schedulePollTask(
          () -> {
            for (long offset = consumer.position(PARTITION); offset < 100; offset++) {
              add(offset);
            }
          });
    }
    tail.lastRecord(PARTITION, 0, 100);

    assertThat(tail.records(PARTITION, 100).cardinality()).isEqualTo(100);
  }

  @Test
  void shouldFindNothingInAnEmptyPartition() {
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));

    assertThat(tail.lastRecord(PARTITION, 0, 0)).isEmpty();
  }

  private void add(long offset) {
    consumer.addRecord(
        new ConsumerRecord<>(
            PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]));
  }
}
