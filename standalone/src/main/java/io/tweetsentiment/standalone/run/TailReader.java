package io.tweetsentiment.standalone.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds the last data record of a partition by reading it. Offsets alone are not enough: each
 * marker that ends a transaction takes an offset, so the lag of a consumer that has read everything
 * may stay above zero.
 *
 * <p>Threading: used by one thread at a time.
 */
final class TailReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final BitSet NONE = new BitSet();

  /** Records before the end that are read first; the last data record is nearly always there. */
  private static final int TAIL = 32;

  private final Consumer<byte[], byte[]> consumer;
  private final Clock clock;
  private final Map<TopicPartition, Long> readThrough = new HashMap<>();
  private final Map<TopicPartition, Long> wholeThrough = new HashMap<>();
  private final Map<TopicPartition, BitSet> records = new HashMap<>();
  private final Map<String, List<TopicPartition>> partitions = new HashMap<>();

  TailReader(Consumer<byte[], byte[]> consumer, Clock clock) {
    this.consumer = consumer;
    this.clock = clock;
  }

  /** Creates a reader of committed records. */
  static TailReader of(Map<String, Object> clientProperties) {
    Map<String, Object> properties = new HashMap<>(clientProperties);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A fetch that waits for more records would delay the next partition: the broker answers the
    // fetches of a consumer one after the other.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
    return new TailReader(
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        Clock.systemUTC());
  }

  /** Partitions of a topic; empty when the topic does not exist. */
  List<TopicPartition> partitions(String topic) {
    List<TopicPartition> known = partitions.getOrDefault(topic, List.of());
    if (known.isEmpty()) {
      known =
          Optional.ofNullable(consumer.listTopics(PATIENCE).get(topic)).orElse(List.of()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      partitions.put(topic, known);
    }
    return known;
  }

  /** The read-committed ends of all partitions of some topics, in one request. */
  Map<TopicPartition, Long> ends(Collection<String> topics) {
    List<TopicPartition> all =
        topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
    return all.isEmpty() ? Map.of() : consumer.endOffsets(all, PATIENCE);
  }

  /**
   * Offset of the last committed data record at or after {@code from} and before {@code end}; empty
   * when there is none. Records that an earlier call has read are not read again, and of a long
   * backlog only the last records are read.
   *
   * @param end the end of the partition, from {@link #ends}
   */
  OptionalLong lastRecord(TopicPartition partition, long from, long end) {
    long start = Math.max(from, readThrough.getOrDefault(partition, 0L));
    if (start < end) {
      long tail = Math.max(start, end - TAIL);
      long through = read(partition, tail, end);
      if (tail > start && records.getOrDefault(partition, NONE).length() <= tail) {
        read(partition, start, tail);
      }
      readThrough.put(partition, through);
    }
    long last = records.getOrDefault(partition, NONE).length() - 1L;
    return last >= from ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /**
   * Offsets of all committed data records. {@link #lastRecord} may have skipped earlier records;
   * they are read here, once.
   */
  BitSet records(TopicPartition partition, long end) {
    long start = wholeThrough.getOrDefault(partition, 0L);
    if (start < end) {
      wholeThrough.put(partition, read(partition, start, end));
    }
    return records.getOrDefault(partition, NONE).get(0, Math.toIntExact(end));
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Reads at least up to an end, and returns how far. */
  private long read(TopicPartition partition, long start, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, start);
    Instant deadline = clock.instant().plus(PATIENCE);
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        records.computeIfAbsent(partition, p -> new BitSet()).set(Math.toIntExact(record.offset()));
        deadline = clock.instant().plus(PATIENCE);
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IllegalStateException(
            partition
                + " could not be read from "
                + start
                + " to "
                + end
                + ": no record for "
                + PATIENCE);
      }
    }
    return consumer.position(partition);
  }
}
