package io.tweetsentiment.standalone.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed offsets of the Kinesis source, read from the topic in which Connect keeps them. A
 * call reads only what was written since the last one; Connect's REST API would read the whole
 * topic with a new consumer each time.
 *
 * <p>Threading: used by one thread.
 */
final class SourceOffsets implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final String connector;
  private final Map<String, String> committed = new HashMap<>();

  SourceOffsets(Consumer<byte[], byte[]> consumer, String topic, String connector) {
    this.consumer = consumer;
    this.topic = topic;
    this.connector = connector;
  }

  /** Opens a reader of committed offsets. */
  static SourceOffsets of(Map<String, Object> clientProperties, String topic, String connector) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A fetch that waits for more records would delay the next partition: the broker answers the
    // fetches of a consumer one after the other.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
    return new SourceOffsets(
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic,
        connector);
  }

  /** The last committed sequence number by shard. */
  Map<String, String> committed() {
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, PATIENCE).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), PATIENCE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("topic " + topic + " could not be read in " + PATIENCE);
      }
      consumer.poll(POLL).forEach(this::take);
    }
    return Map.copyOf(committed);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      JsonNode key = JSON.readTree(record.key());
      if (!key.path(0).asText().equals(connector)) {
        return;
      }
      String shard = key.path(1).path("shard").asText();
      JsonNode sequence =
          record.value() == null
              ? JSON.missingNode()
              : JSON.readTree(record.value()).path("sequence_number");
      if (sequence.isMissingNode() || sequence.isNull()) {
        committed.remove(shard);
      } else {
        committed.put(shard, sequence.asText());
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          record.topic() + " has no source offset at offset " + record.offset() + ".", e);
    }
  }
}
