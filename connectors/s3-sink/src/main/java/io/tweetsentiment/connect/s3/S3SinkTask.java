package io.tweetsentiment.connect.s3;

import io.tweetsentiment.connect.s3.config.S3SinkConfig;
import io.tweetsentiment.connect.s3.storage.CallDeadline;
import io.tweetsentiment.connect.s3.storage.CallDeadline.OutOfTime;
import io.tweetsentiment.connect.s3.storage.ObjectStore;
import io.tweetsentiment.connect.s3.storage.Origin;
import io.tweetsentiment.connect.s3.storage.Refusal;
import io.tweetsentiment.connect.s3.storage.S3ObjectStore;
import io.tweetsentiment.connect.s3.writer.ErrantRecords;
import io.tweetsentiment.connect.s3.writer.OpenMemory;
import io.tweetsentiment.connect.s3.writer.TopicPartitionWriter;
import io.tweetsentiment.connect.s3.writer.Uploads;
import io.tweetsentiment.connect.s3.writer.WriterContext;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records to open files, stores files that are full or due, and commits the offsets of
 * records that S3 has acknowledged. {@link TopicPartitionWriter} explains why no record is lost or
 * stored twice.
 */
public final class S3SinkTask extends SinkTask {
  private static final Logger LOG = LoggerFactory.getLogger(S3SinkTask.class);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Function<S3SinkConfig, ObjectStore> stores;
  private final SinkStatistics statistics = new SinkStatistics();
  private final RetryLog retryLog = new RetryLog();
  private final Map<TopicPartition, TopicPartitionWriter> writers = new HashMap<>();

  /**
   * Partitions that return to an earlier offset, with that offset. Connect's own offsets may be
   * past it, so an entry stays until a batch with records of the partition is complete.
   */
  private final Map<TopicPartition, Long> rewound = new HashMap<>();

  /**
   * Partitions whose records in the current batch are ignored, because Connect delivers them again.
   */
  private final Set<TopicPartition> skipped = new HashSet<>();

  private ObjectStore store;
  private WriterContext writerContext;
  private Uploads uploads;
  private CallDeadline deadline;
  private RefusalLimit refusals;
  private OpenMemory memory;
  private long retryBackoffMs;
  private boolean retried;

  /** Used by Connect. */
  public S3SinkTask() {
    this(Clock.systemUTC(), S3SinkTask::store);
  }

  S3SinkTask(Clock clock, Function<S3SinkConfig, ObjectStore> stores) {
    this(clock, System::nanoTime, stores);
  }

  S3SinkTask(Clock clock, LongSupplier nanos, Function<S3SinkConfig, ObjectStore> stores) {
    this.clock = clock;
    this.nanos = nanos;
    this.stores = stores;
  }

  static ObjectStore store(S3SinkConfig config) {
    return S3ObjectStore.open(config.client(), config.upload());
  }

  @Override
  public String version() {
    return S3SinkConnector.projectVersion();
  }

  @Override
  public void start(Map<String, String> properties) {
    S3SinkConfig config = new S3SinkConfig(properties);
    retryBackoffMs = config.retryBackoffMs();
    statistics.register(
        properties.getOrDefault("name", "s3-sink"),
        properties.getOrDefault(S3SinkConnector.TASK, "0"));
    store = statistics.counting(stores.apply(config));
    store.checkBucket(config.keys("").topicsDir());
    refusals = new RefusalLimit(config.refusalRetry());
    deadline = new CallDeadline(config.maxWriteDuration(), nanos);
    uploads = new Uploads(store, config.uploadThreads(), deadline);
    memory = new OpenMemory(config.memoryLimit());
    writerContext =
        WriterContextFactory.context(
            config,
            store,
            new ErrantRecords(context.errantRecordReporter()),
            deadline,
            memory,
            clock);
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    if (!retried) {
      skipped.clear();
    }
    retried = false;
    deadline.restart();
    statistics.received(records.size());
    try {
      store(List.copyOf(writers.values()));
      for (SinkRecord record : records) {
        deadline.left();
        take(record);
      }
      storeDue();
      records.stream()
          .map(S3SinkTask::partition)
          .filter(partition -> !skipped.contains(partition))
          .forEach(rewound::remove);
      retryLog.succeeded(clock.instant()).ifPresent(LOG::info);
      refusals.accepted();
    } catch (RetriableException e) {
      retryLog.failed(e.getMessage(), clock.instant()).ifPresent(LOG::warn);
      if (e instanceof Refusal refusal) {
        refusals.refused(refusal, clock.instant());
      }
      context.timeout(e instanceof OutOfTime ? 1 : retryBackoffMs);
      retried = true;
      statistics.retried();
      throw e;
    } finally {
      statistics.open(
          writers.values().stream().mapToInt(TopicPartitionWriter::openFiles).sum(), memory.used());
    }
  }

  private void take(SinkRecord record) {
    TopicPartition partition = partition(record);
    if (skipped.contains(partition)) {
      return;
    }
    TopicPartitionWriter writer =
        writers.computeIfAbsent(
            partition,
            key ->
                new TopicPartitionWriter(new Origin(key.topic(), key.partition()), writerContext));
    if (!writer.add(record)) {
      writer.seal();
      store(List.of(writer));
      if (skipped.contains(partition)) {
        return;
      }
      writer.add(record);
    }
    if (writer.full()) {
      writer.seal();
      store(List.of(writer));
    }
    if (memory.exceeded()) {
      memory.sealLargest(writers.values());
      store(List.copyOf(writers.values()));
    }
  }

  private static TopicPartition partition(SinkRecord record) {
    return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
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
      // Connect then calls an idle task when its files are due, not only when it commits offsets.
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
        "Another task stored records of {} from offset {} on; reading again from that offset",
        entry.getKey(),
        offset);
    context.offset(entry.getKey(), offset);
    rewound.put(entry.getKey(), offset);
    skipped.add(entry.getKey());
    discard(entry.getValue());
    return true;
  }

  /**
   * Returns the offsets that Connect has read, limited to the first record that is not durable.
   * Records that a converter or transformation dropped are committed too; otherwise the lag of a
   * partition that ends with such records would never become zero.
   */
  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>(currentOffsets);
    writers.forEach((partition, writer) -> replace(durable, partition, writer::committable));
    rewound.forEach(
        (partition, offset) -> replace(durable, partition, read -> Math.min(read, offset)));
    return durable;
  }

  private static void replace(
      Map<TopicPartition, OffsetAndMetadata> offsets,
      TopicPartition partition,
      LongUnaryOperator committable) {
    offsets.computeIfPresent(
        partition, (tp, read) -> new OffsetAndMetadata(committable.applyAsLong(read.offset())));
  }

  /**
   * Discards the files that are not durable; the next owner of the partitions reads their records
   * again.
   */
  @Override
  public void close(Collection<TopicPartition> partitions) {
    partitions.stream().map(writers::remove).filter(Objects::nonNull).forEach(this::discard);
    rewound.keySet().removeAll(partitions);
    skipped.removeAll(partitions);
  }

  private void discard(TopicPartitionWriter writer) {
    uploads.cancel(writer);
    writer.close();
  }

  @Override
  public void stop() {
    close(List.copyOf(writers.keySet()));
    statistics.close();
    if (uploads != null) {
      uploads.close();
    }
    if (store != null) {
      store.close();
    }
  }
}
