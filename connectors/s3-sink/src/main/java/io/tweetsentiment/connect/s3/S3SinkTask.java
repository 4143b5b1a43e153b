package io.tweetsentiment.connect.s3;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to open files, stores files that are full or due, and commits the offsets of what
 * S3 has acknowledged. {@link TopicPartitionWriter} says why nothing is lost or doubled.
 */
public final class S3SinkTask extends SinkTask {
  private static final Logger LOG = LoggerFactory.getLogger(S3SinkTask.class);

  private final Clock clock;
  private final Function<S3SinkConfig, ObjectStore> stores;
  private final Map<TopicPartition, TopicPartitionWriter> writers = new HashMap<>();

  /** Partitions that go back: what Connect still gives of them in this batch comes again. */
  private final Set<TopicPartition> rewound = new HashSet<>();

  private ObjectStore store;
  private SinkParts parts;
  private Uploads uploads;
  private long retryBackoffMs;

  /** For Connect. */
  public S3SinkTask() {
    this(
        Clock.systemUTC(),
        config -> new S3ObjectStore(S3ClientFactory.client(config), config.upload()));
  }

  S3SinkTask(Clock clock, Function<S3SinkConfig, ObjectStore> stores) {
    this.clock = clock;
    this.stores = stores;
  }

  @Override
  public String version() {
    return S3SinkConnector.projectVersion();
  }

  @Override
  public void start(Map<String, String> properties) {
    S3SinkConfig config = new S3SinkConfig(properties);
    retryBackoffMs = config.retryBackoffMs();
    store = stores.apply(config);
    store.checkBucket();
    uploads = new Uploads(store, config.uploadThreads());
    parts =
        SinkPartsFactory.parts(config, store, new Errants(context.errantRecordReporter()), clock);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    try {
      store(List.copyOf(writers.values()));
      for (SinkRecord record : records) {
        take(record);
      }
      storeDue();
    } catch (RetriableException e) {
      LOG.warn("Trying again in {} ms: {}", retryBackoffMs, e.getMessage());
      context.timeout(retryBackoffMs);
      throw e;
    }
    rewound.clear();
  }

  private void take(SinkRecord record) {
    TopicPartition partition =
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    if (rewound.contains(partition)) {
      return;
    }
    TopicPartitionWriter writer =
        writers.computeIfAbsent(partition, key -> new TopicPartitionWriter(key.partition(), parts));
    if (!writer.add(record)) {
      writer.seal();
      store(List.of(writer));
      if (rewound.contains(partition)) {
        return;
      }
      writer.add(record);
    }
    if (writer.full()) {
      writer.seal();
      store(List.of(writer));
    }
  }

  private void storeDue() {
    long now = clock.millis();
    List<TopicPartitionWriter> due =
        writers.values().stream().filter(writer -> writer.dueAt() <= now).toList();
    due.forEach(TopicPartitionWriter::seal);
    store(due);
    long next =
        writers.values().stream()
            .mapToLong(TopicPartitionWriter::dueAt)
            .min()
            .orElse(Long.MAX_VALUE);
    if (next != Long.MAX_VALUE) {
      // So that an idle task is called when its files are due, not only when offsets are.
      context.timeout(Math.max(1, next - now));
    }
  }

  private void store(List<TopicPartitionWriter> some) {
    if (some.stream().allMatch(writer -> writer.sealed().isEmpty())) {
      return;
    }
    uploads.store(some);
    writers.entrySet().removeIf(entry -> entry.getValue().conflict() && rewind(entry));
    context.requestCommit();
  }

  private boolean rewind(Map.Entry<TopicPartition, TopicPartitionWriter> entry) {
    long offset = entry.getValue().committable().orElseThrow();
    LOG.info(
        "Another task stored a part of {} from offset {}; reading again from there",
        entry.getKey(),
        offset);
    context.offset(entry.getKey(), offset);
    rewound.add(entry.getKey());
    entry.getValue().close();
    return true;
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
    writers.forEach(
        (partition, writer) ->
            writer
                .committable()
                .ifPresent(offset -> durable.put(partition, new OffsetAndMetadata(offset))));
    return durable;
  }

  /** Drops what is not durable; whoever gets the partitions reads it again. */
  @Override
  public void close(Collection<TopicPartition> partitions) {
    partitions.stream()
        .map(writers::remove)
        .filter(Objects::nonNull)
        .forEach(TopicPartitionWriter::close);
    rewound.removeAll(partitions);
  }

  @Override
  public void stop() {
    close(List.copyOf(writers.keySet()));
    if (uploads != null) {
      uploads.close();
    }
    if (store != null) {
      store.close();
    }
  }
}
