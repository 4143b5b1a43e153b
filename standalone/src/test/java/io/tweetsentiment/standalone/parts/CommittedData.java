package io.tweetsentiment.standalone.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The transactions of {@link CommittingClients} as readers of committed data see them. */
final class CommittedData implements AutoCloseable {

  private final Admin admin;
  private final KafkaConsumer<byte[], String> committed;
  private final KafkaConsumer<byte[], byte[]> all;

  CommittedData(Map<String, Object> clientProperties) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    admin = Admin.create(clientProperties);
    committed =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new StringDeserializer());
    all =
        new KafkaConsumer<>(
            clientProperties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** No transaction is open, and each took effect in all partitions or in none. */
  void requireWhole(int client) throws Exception {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < CommittingClients.PARTITIONS; i++) {
      partitions.add(new TopicPartition(CommittingClients.topic(client), i));
    }
    assertThat(committed.endOffsets(partitions)).isEqualTo(all.endOffsets(partitions));
    Map<TopicPartition, List<String>> names = read(partitions);
    List<String> first = names.get(partitions.get(0));
    assertThat(names.values()).as("transactions in each partition").containsOnly(first);
    requireStable(client, partitions, first);
  }

  /** The group has exactly the offsets of the last committed transaction. */
  private void requireStable(int client, List<TopicPartition> partitions, List<String> names)
      throws Exception {
    String group = CommittingClients.group(client);
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin
            .listConsumerGroupOffsets(
                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                new ListConsumerGroupOffsetsOptions().requireStable(true).timeoutMs(20_000))
            .partitionsToOffsetAndMetadata(group)
            .get();
    if (!names.isEmpty()) {
      String last = names.get(names.size() - 1);
      long number = Long.parseLong(last.substring(last.indexOf('/') + 1));
      assertThat(offsets.values()).extracting(OffsetAndMetadata::offset).containsOnly(number + 1);
    }
  }

  private Map<TopicPartition, List<String>> read(List<TopicPartition> partitions) {
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = committed.endOffsets(partitions);
    Map<TopicPartition, List<String>> values = new HashMap<>();
    partitions.forEach(partition -> values.put(partition, new ArrayList<>()));
    while (partitions.stream().anyMatch(p -> committed.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], String> record : committed.poll(Duration.ofMillis(200))) {
        values.get(new TopicPartition(record.topic(), record.partition())).add(record.value());
      }
    }
    return values;
  }

  @Override
  public void close() {
    admin.close();
    committed.close();
    all.close();
  }
}
