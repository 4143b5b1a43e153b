package io.tweetsentiment.standalone.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogKey;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.Test;

class TransactionLogTest {

  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;
  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;
  private static final TopicPartition PARTITION = new TopicPartition("a", 3);
  private static final long PRODUCER = 77;

  private final TransactionLog log = new TransactionLog();

  private void add(byte status, int epoch, TopicPartition... partitions) {
    TransactionLogValue value =
        new TransactionLogValue()
            .setProducerId(PRODUCER)
            .setProducerEpoch((short) epoch)
            .setTransactionStatus(status)
            .setTransactionPartitions(
                List.of(partitions).stream()
                    .map(
                        partition ->
                            new TransactionLogValue.PartitionsSchema()
                                .setTopic(partition.topic())
                                .setPartitionIds(List.of(partition.partition())))
                    .toList());
    log.add(
        MessageUtil.toVersionPrefixedBytes(
            (short) 0, new TransactionLogKey().setTransactionalId("id")),
        MessageUtil.toVersionPrefixedBytes((short) 1, value));
  }

  private static OpenTransaction open(int epoch) {
    return new OpenTransaction(PARTITION, PRODUCER, (short) epoch, 0, 10);
  }

  @Test
  void shouldKnowTheTransactionalIds() {
    add(ONGOING, 5, PARTITION);

    assertThat(log.transactionalIds()).containsExactly("id");
  }

  @Test
  void shouldNotKnowTheDecisionOfAnOngoingTransaction() {
    add(ONGOING, 5, PARTITION);

    assertThat(log.commit(open(5))).isEmpty();
  }

  @Test
  void shouldTakeTheDecisionFromThePreparedTransaction() {
    add(ONGOING, 5, PARTITION);
    add(PREPARE_COMMIT, 6, PARTITION);
    add(COMPLETE_COMMIT, 6);

    assertThat(log.commit(open(5))).contains(true);
  }

  @Test
  void shouldNotTakeTheDecisionOfALaterTransaction() {
    add(PREPARE_ABORT, 9, PARTITION);

    assertThat(log.commit(open(5))).isEmpty();
  }

  @Test
  void shouldTakeTheDecisionFromTheCompletedTransactionWhenThePreparedOneIsCompactedAway() {
    add(COMPLETE_COMMIT, 6);

    assertThat(log.commit(open(5))).contains(true);
  }

  @Test
  void shouldTakeAnAbortFromTheCompletedTransaction() {
    add(COMPLETE_ABORT, 6);

    assertThat(log.commit(open(5))).contains(false);
  }

  @Test
  void shouldNotTakeTheCompletionOfAnotherTransactionOfTheSameEpoch() {
    add(COMPLETE_COMMIT, 5);

    assertThat(log.commit(open(5))).isEmpty();
  }
}
