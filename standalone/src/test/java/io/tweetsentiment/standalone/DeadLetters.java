package io.tweetsentiment.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.standalone.parts.Port;
import io.tweetsentiment.standalone.parts.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The records of {@code tweets.dlq}. */
final class DeadLetters {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  private DeadLetters() {}

  /** The dead letters of a run that has completed; waits until there are as many as expected. */
  static List<ConsumerRecord<byte[], byte[]>> of(Ports ports, int expected) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", ports.address(Port.KAFKA), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.DLQ.topicName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (letters.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(POLL).forEach(letters::add);
      }
      consumer.poll(POLL).forEach(letters::add);
      return letters;
    }
  }

  /** A header's text, empty when there is none. */
  static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }
}
