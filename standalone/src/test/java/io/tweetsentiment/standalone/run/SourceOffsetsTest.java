package io.tweetsentiment.standalone.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceOffsetsTest {

  private static final TopicPartition PARTITION = new TopicPartition("connect.offsets", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final SourceOffsets offsets = new SourceOffsets(consumer, "connect.offsets", "source");
  private long written;

  @BeforeEach
  void makeTopic() {
    consumer.updatePartitions(
        PARTITION.topic(),
        List.of(new PartitionInfo(PARTITION.topic(), 0, Node.noNode(), new Node[0], new Node[0])));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
  }

  @Test
  void shouldKeepTheLastOffsetOfEachShard() {
    write("[\"source\",{\"shard\":\"s0\",\"stream\":\"t\"}]", "{\"sequence_number\":\"7\"}");
    write("[\"source\",{\"shard\":\"s1\",\"stream\":\"t\"}]", "{\"sequence_number\":\"3\"}");
    assertThat(offsets.committed()).isEqualTo(Map.of("s0", "7", "s1", "3"));

    write("[\"source\",{\"shard\":\"s0\",\"stream\":\"t\"}]", "{\"sequence_number\":\"9\"}");
    assertThat(offsets.committed()).isEqualTo(Map.of("s0", "9", "s1", "3"));
  }

  @Test
  void shouldForgetAShardWhoseOffsetWasCleared() {
    write("[\"source\",{\"shard\":\"s0\"}]", "{\"sequence_number\":\"7\"}");
    write("[\"source\",{\"shard\":\"s0\"}]", null);

    assertThat(offsets.committed()).isEmpty();
  }

  @Test
  void shouldIgnoreOtherConnectors() {
    write("[\"other\",{\"shard\":\"s0\"}]", "{\"sequence_number\":\"7\"}");

    assertThat(offsets.committed()).isEmpty();
  }

  private void write(String key, String value) {
    long offset = written++;
    consumer.updateEndOffsets(Map.of(PARTITION, written));
    consumer.schedulePollTask(
        () ->
            consumer.addRecord(
                new ConsumerRecord<>(
                    PARTITION.topic(),
                    0,
                    offset,
                    key.getBytes(UTF_8),
                    value == null ? null : value.getBytes(UTF_8))));
  }
}
