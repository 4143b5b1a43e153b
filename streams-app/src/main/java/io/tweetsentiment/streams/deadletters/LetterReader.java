package io.tweetsentiment.streams.deadletters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters that are in some topics now. */
public final class LetterReader {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;

  /**
   * A reader.
   *
   * @param client properties of a Kafka client
   */
  public LetterReader(Map<String, Object> client) {
    this.client = client;
  }

  /**
   * Reads all committed letters that a filter accepts, each partition in the order of its offsets.
   *
   * @param topics topics of dead letters; one that does not exist has none
   */
  public void read(List<String> topics, LetterFilter filter, Consumer<FoundLetter> accepted) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", "false");
    settings.put("enable.auto.commit", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<String, List<PartitionInfo>> known = consumer.listTopics();
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> known.getOrDefault(topic, List.of()).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new InvalidTopicException(
            "the cluster has none of the topics " + String.join(", ", topics));
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, ends, filter);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          FoundLetter letter = new FoundLetter(record);
          boolean isOld =
              record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
          if (isOld && filter.accepts(letter)) {
            accepted.accept(letter);
          }
        }
      }
    }
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends,
      LetterFilter filter) {
    if (filter.from().isEmpty()) {
      consumer.seekToBeginning(partitions);
      return;
    }
    long from = filter.from().get().toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      long offset =
          Optional.ofNullable(starts.get(partition))
              .map(OffsetAndTimestamp::offset)
              .orElse(ends.get(partition));
      consumer.seek(partition, offset);
    }
  }
}
