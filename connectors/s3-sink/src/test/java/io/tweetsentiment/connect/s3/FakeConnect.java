package io.tweetsentiment.connect.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Runs the real task as a Connect worker does: positions, redelivery of a batch after a retriable
 * failure, seeks before a poll, and commits of the offsets that preCommit returns. It starts from
 * the given committed offsets and updates them.
 */
final class FakeConnect implements SinkTaskContext {
  final List<SinkRecord> reported = new ArrayList<>();
  final List<Throwable> reasons = new ArrayList<>();
  final Map<TopicPartition, Long> committed;
  private final Map<TopicPartition, NavigableMap<Long, SinkRecord>> log;
  private final Map<String, String> properties;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> seeks = new HashMap<>();
  private final Map<TopicPartition, Long> current = new HashMap<>();
  private List<SinkRecord> batch = List.of();
  private Predicate<SinkRecord> leftOut = record -> false;
  private S3SinkTask task;
  private boolean reporting = true;
  private long timeout = -1;

  FakeConnect(
      Map<TopicPartition, NavigableMap<Long, SinkRecord>> log,
      Map<TopicPartition, Long> committed,
      Map<String, String> properties) {
    this.log = log;
    this.committed = committed;
    this.properties = properties;
  }

  FakeConnect withoutReporter() {
    reporting = false;
    return this;
  }

  /** Drops some records, as a transformation can. */
  FakeConnect leavingOut(Predicate<SinkRecord> some) {
    leftOut = some;
    return this;
  }

  void start(S3SinkTask fresh) {
    task = fresh;
    task.initialize(this);
    task.start(properties);
    positions.clear();
    seeks.clear();
    batch = List.of();
    log.keySet().forEach(tp -> positions.put(tp, committed.getOrDefault(tp, 0L)));
    current.putAll(positions);
    task.open(log.keySet());
  }

  /** Runs the worker's loop once; returns false if the task requested the batch again. */
  boolean poll(int recordsPerPartition) {
    positions.putAll(seeks);
    current.putAll(seeks);
    seeks.clear();
    if (batch.isEmpty()) {
      batch = new ArrayList<>();
      for (TopicPartition tp : log.keySet()) {
        log.get(tp).tailMap(positions.get(tp), true).values().stream()
            .limit(recordsPerPartition)
            .forEach(
                record -> {
                  batch.add(record);
                  positions.put(tp, record.originalKafkaOffset() + 1);
                });
      }
    }
    try {
      task.put(batch.stream().filter(leftOut.negate()).toList());
    } catch (RetriableException e) {
      return false;
    }
    batch.forEach(
        record ->
            current.put(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                record.originalKafkaOffset() + 1));
    batch = List.of();
    return true;
  }

  void commit() {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    current.forEach((tp, offset) -> read.put(tp, new OffsetAndMetadata(offset)));
    task.preCommit(read)
        .forEach(
            (TopicPartition tp, OffsetAndMetadata offset) -> {
              if (offset.offset() < committed.getOrDefault(tp, 0L)) {
                throw new AssertionError("commit goes back: " + tp + " " + offset);
              }
              committed.put(tp, offset.offset());
            });
  }

  void rebalance() {
    commit();
    task.close(log.keySet());
    batch = List.of();
    seeks.clear();
    log.keySet().forEach(tp -> positions.put(tp, committed.getOrDefault(tp, 0L)));
    current.putAll(positions);
    task.open(log.keySet());
  }

  void stop() {
    task.close(log.keySet());
    task.stop();
  }

  boolean atEnd() {
    return batch.isEmpty()
        && seeks.isEmpty()
        && log.entrySet().stream()
            .allMatch(e -> e.getValue().tailMap(positions.get(e.getKey()), true).isEmpty());
  }

  boolean allCommitted() {
    return log.entrySet().stream()
        .allMatch(
            e -> e.getValue().tailMap(committed.getOrDefault(e.getKey(), 0L), true).isEmpty());
  }

  long timeout() {
    return timeout;
  }

  @Override
  public Map<String, String> configs() {
    return properties;
  }

  @Override
  public void offset(Map<TopicPartition, Long> offsets) {
    seeks.putAll(offsets);
  }

  @Override
  public void offset(TopicPartition tp, long offset) {
    seeks.put(tp, offset);
  }

  @Override
  public void timeout(long timeoutMs) {
    timeout = timeoutMs;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return log.keySet();
  }

  @Override
  public void pause(TopicPartition... partitions) {}

  @Override
  public void resume(TopicPartition... partitions) {}

  @Override
  public void requestCommit() {}

  @Override
  public PluginMetrics pluginMetrics() {
    throw new UnsupportedOperationException("the task has no metrics of its own");
  }

  @Override
  public ErrantRecordReporter errantRecordReporter() {
    return reporting
        ? (record, error) -> {
          reported.add(record);
          reasons.add(error);
          return CompletableFuture.completedFuture(null);
        }
        : null;
  }
}
