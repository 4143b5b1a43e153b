package io.tweetsentiment.standalone.transactions;

import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that has no end marker in one partition.
 *
 * @param partition the partition
 * @param producerId id of its producer
 * @param producerEpoch epoch of the producer when it wrote here
 * @param coordinatorEpoch epoch of the coordinator that wrote the producer's last marker here, 0
 *     when there is none
 * @param startOffset offset of its first record; readers of committed data stop there
 */
public record OpenTransaction(
    TopicPartition partition,
    long producerId,
    short producerEpoch,
    int coordinatorEpoch,
    long startOffset) {

  static OpenTransaction of(TopicPartition partition, ProducerState state) {
    return new OpenTransaction(
        partition,
        state.producerId(),
        (short) state.producerEpoch(),
        Math.max(0, state.coordinatorEpoch().orElse(0)),
        state.currentTransactionStartOffset().orElseThrow());
  }

  @Override
  public String toString() {
    return String.format("%s from offset %d on (producer %d)", partition, startOffset, producerId);
  }
}
