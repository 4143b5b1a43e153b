package io.tweetsentiment.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tweetsentiment.sql.audit.LoadedRange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static final TopicPartition RAW = new TopicPartition("tweets.raw", 0);
  private static final TopicPartition MERGED = new TopicPartition("tweets.merged", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final TestingFlow flow = new TestingFlow();
  private final Completion completion =
      new Completion(flow, new TailReader(consumer, Clock.systemUTC()), "app");

  @BeforeEach
  void makeTopics() {
    for (TopicPartition partition : List.of(RAW, MERGED)) {
      PartitionInfo info =
          new PartitionInfo(partition.topic(), 0, Node.noNode(), new Node[0], new Node[0]);
      consumer.updatePartitions(partition.topic(), List.of(info));
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(Map.of(partition, 0L));
    }
  }

  private void records(TopicPartition partition, long count) {
    consumer.updateEndOffsets(Map.of(partition, count));
    consumer.schedulePollTask(
        () -> {
          for (long offset = 0; offset < count; offset++) {
            consumer.addRecord(
                new ConsumerRecord<>(partition.topic(), 0, offset, new byte[0], new byte[0]));
          }
        });
  }

  @Test
  void shouldBeCompleteWhenNothingIsLeft() throws Exception {
    records(RAW, 3);
    flow.commit("app", RAW, 3);
    flow.commit("connect-s3-sink-raw", RAW, 3);

    assertThat(completion.waitingFor()).isEmpty();
  }

  @Test
  void shouldNameTheFirstThatIsNotDoneInTheOrderOfTheFlow() throws Exception {
    flow.ingesting = Optional.of("the producer: 1 of 2 slices");
    flow.settling = Optional.of("the topology: pending tweets: 4");
    assertThat(completion.waitingFor()).hasValue("the producer: 1 of 2 slices");

    flow.ingesting = Optional.empty();
    assertThat(completion.waitingFor()).hasValue("the topology: pending tweets: 4");
  }

  @Test
  void shouldNameThePartitionAndTheOffsetsThatTheTopologyOrASinkHasNotReached() throws Exception {
    records(RAW, 131);
    flow.commit("app", RAW, 118);
    assertThat(completion.waitingFor()).hasValue("tweets.raw/0: app at 118 of 131");

    flow.commit("app", RAW, 131);
    flow.commit("connect-s3-sink-raw", RAW, 118);
    assertThat(completion.waitingFor()).hasValue("tweets.raw/0: connect-s3-sink-raw at 118 of 131");
  }

  @Test
  void shouldNameTheOffsetThatIsNotLoaded() throws Exception {
    records(MERGED, 5);
    flow.commit("connect-s3-sink-merged", MERGED, 5);

    assertThat(completion.waitingFor())
        .hasValue("tweets.merged/0: no loaded object holds offset 4");
  }

  @Test
  void shouldNameTheGapThatARemovedObjectLeaves() {
    records(MERGED, 10);
    flow.commit("connect-s3-sink-merged", MERGED, 10);
    flow.loaded.add(range(0, 3));
    flow.loaded.add(range(7, 9));

    assertThatThrownBy(completion::waitingFor)
        .isInstanceOf(Completion.MissingRowsException.class)
        .hasMessageContaining("tweets.merged/0: 3 of 10 records")
        .hasMessageContaining("from offset 4 to 6");
  }

  @Test
  void shouldNameTheGapAlsoWhenAMarkerStandsBehindWhatTheSinkHasCommitted() {
    consumer.updateEndOffsets(Map.of(MERGED, 11L));
    consumer.schedulePollTask(() -> consumer.seek(MERGED, 11));
    consumer.schedulePollTask(
        () -> {
          for (long offset = 0; offset < 10; offset++) {
            consumer.addRecord(
                new ConsumerRecord<>(MERGED.topic(), 0, offset, new byte[0], new byte[0]));
          }
        });
    consumer.schedulePollTask(() -> consumer.seek(MERGED, 11));
    flow.commit("connect-s3-sink-merged", MERGED, 10);
    flow.loaded.add(range(0, 3));
    flow.loaded.add(range(7, 9));

    assertThatThrownBy(completion::waitingFor).hasMessageContaining("from offset 4 to 6");
  }

  @Test
  void shouldTakeAnObjectWithOddOffsetsForOneThatHoldsNothing() {
    records(MERGED, 2);
    flow.commit("connect-s3-sink-merged", MERGED, 2);
    flow.loaded.add(range(1, 1));
    flow.loaded.add(range(500, 4));
    flow.loaded.add(range(3_000_000_000L, 3_000_000_001L));

    assertThatThrownBy(completion::waitingFor).hasMessageContaining("from offset 0 to 0");
  }

  @Test
  void shouldNoticeAnObjectThatIsMissingBesideOneOfAnotherDay() {
    records(MERGED, 10);
    flow.commit("connect-s3-sink-merged", MERGED, 10);
    flow.loaded.add(new LoadedRange("a", 0, OptionalLong.of(9), OptionalLong.of(6)));

    assertThatThrownBy(completion::waitingFor).hasMessageContaining("4 of 10 records");
  }

  private static LoadedRange range(long start, long end) {
    return new LoadedRange("key", start, OptionalLong.of(end), OptionalLong.of(end - start + 1));
  }

  private static final class TestingFlow implements Completion.Flow {
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    private Optional<String> ingesting = Optional.empty();
    private Optional<String> settling = Optional.empty();
    private final List<LoadedRange> loaded = new ArrayList<>();

    void commit(String group, TopicPartition partition, long offset) {
      committed.computeIfAbsent(group, g -> new HashMap<>()).put(partition, offset);
    }

    @Override
    public Optional<String> ingesting() {
      return ingesting;
    }

    @Override
    public Optional<String> bridging() {
      return Optional.empty();
    }

    @Override
    public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
      return committed;
    }

    @Override
    public List<String> consumedTopics() {
      return List.of(RAW.topic());
    }

    @Override
    public Optional<String> settling() {
      return settling;
    }

    @Override
    public void load() {}

    @Override
    public List<LoadedRange> loaded(TopicPartition partition) {
      return loaded;
    }
  }
}
