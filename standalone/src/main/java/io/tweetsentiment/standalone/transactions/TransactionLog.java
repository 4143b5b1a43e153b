package io.tweetsentiment.standalone.transactions;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogKey;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;

/**
 * The contents of the log of the transaction coordinators: the transactional ids, and whether the
 * last transaction of each producer in each partition was to be committed or aborted. The
 * coordinator logs its decision before it writes the first marker, so the decision is known even
 * when a marker is missing.
 *
 * <p>Threading: filled by one thread.
 */
final class TransactionLog {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;
  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;

  private record Participant(long producerId, TopicPartition partition) {}

  private record Decision(short epoch, boolean commit) {}

  private final Set<String> transactionalIds = new HashSet<>();
  private final Map<Participant, Decision> decisions = new HashMap<>();

  /** The last completed transaction of each producer; the log does not list its partitions. */
  private final Map<Long, Decision> completed = new HashMap<>();

  /** Reads the whole log; the result is empty when no transaction was ever begun. */
  static TransactionLog read(Consumer<byte[], byte[]> consumer) {
    TransactionLog log = new TransactionLog();
    List<PartitionInfo> known = consumer.listTopics().get(Topic.TRANSACTION_STATE_TOPIC_NAME);
    List<TopicPartition> partitions =
        known == null
            ? List.of()
            : known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        log.add(record.key(), record.value());
      }
    }
    return log;
  }

  /** Adds the next record of the log. */
  void add(byte[] key, byte[] value) {
    ByteBuffer keyBuffer = ByteBuffer.wrap(key);
    short keyVersion = keyBuffer.getShort();
    if (keyVersion > TransactionLogKey.HIGHEST_SUPPORTED_VERSION) {
      return;
    }
    String id =
        new TransactionLogKey(new ByteBufferAccessor(keyBuffer), keyVersion).transactionalId();
    if (value == null) {
      transactionalIds.remove(id);
      return;
    }
    transactionalIds.add(id);
    ByteBuffer buffer = ByteBuffer.wrap(value);
    short version = buffer.getShort();
    decide(new TransactionLogValue(new ByteBufferAccessor(buffer), version));
  }

  private void decide(TransactionLogValue state) {
    byte status = state.transactionStatus();
    if (status == COMPLETE_COMMIT || status == COMPLETE_ABORT) {
      completed.put(
          state.producerId(), new Decision(state.producerEpoch(), status == COMPLETE_COMMIT));
      return;
    }
    if (state.transactionPartitions() == null || status < ONGOING || status > PREPARE_ABORT) {
      return;
    }
    for (TransactionLogValue.PartitionsSchema topic : state.transactionPartitions()) {
      for (int partition : topic.partitionIds()) {
        Participant participant =
            new Participant(state.producerId(), new TopicPartition(topic.topic(), partition));
        if (status == ONGOING) {
          decisions.remove(participant);
        } else {
          decisions.put(participant, new Decision(state.producerEpoch(), status == PREPARE_COMMIT));
        }
      }
    }
  }

  Set<String> transactionalIds() {
    return Set.copyOf(transactionalIds);
  }

  /**
   * Whether an open transaction was to be committed; empty when the log no longer contains the
   * decision. With transactions of version 2, the decision raises the producer's epoch by one.
   */
  Optional<Boolean> commit(OpenTransaction open) {
    Optional<Decision> decided =
        Optional.ofNullable(decisions.get(new Participant(open.producerId(), open.partition())))
            .filter(
                decision ->
                    decision.epoch() == open.producerEpoch()
                        || decision.epoch() == open.producerEpoch() + 1);
    // Compaction may have removed the decision and kept the completion. Only a raised epoch proves
    // that it is the completion of this transaction and not of a later one.
    return decided
        .or(
            () ->
                Optional.ofNullable(completed.get(open.producerId()))
                    .filter(decision -> decision.epoch() == open.producerEpoch() + 1))
        .map(Decision::commit);
  }
}
