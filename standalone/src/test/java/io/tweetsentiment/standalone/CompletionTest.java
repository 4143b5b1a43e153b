package io.tweetsentiment.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    flow.settling = Optional.of("the topology: 4 tweets wait for their sentiment");
    assertThat(completion.waitingFor()).hasValue("the producer: 1 of 2 slices");

    flow.ingesting = Optional.empty();
    assertThat(completion.waitingFor()).hasValue("the topology: 4 tweets wait for their sentiment");
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
    flow.audited = -1;

    assertThat(completion.waitingFor())
        .hasValue("tweets.merged/0: no loaded object holds offset 4");
  }

  private static final class TestingFlow implements Completion.Flow {
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    private Optional<String> ingesting = Optional.empty();
    private Optional<String> settling = Optional.empty();
    private long audited = Long.MAX_VALUE;

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
    public Map<TopicPartition, Long> committed(String group) {
      return committed.getOrDefault(group, Map.of());
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
    public boolean nothingToLoad() {
      return true;
    }

    @Override
    public boolean audited(TopicPartition partition, long offset) {
      return offset <= audited;
    }
  }
}
