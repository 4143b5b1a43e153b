package io.tweetsentiment.standalone.transactions;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that was ended in one partition.
 *
 * @param committed whether it was committed; aborted otherwise
 */
public record EndedTransaction(
    TopicPartition partition, long producerId, long startOffset, boolean committed) {

  @Override
  public String toString() {
    return String.format(
        "%s from offset %d on (producer %d), %s",
        partition, startOffset, producerId, committed ? "committed" : "aborted");
  }
}
