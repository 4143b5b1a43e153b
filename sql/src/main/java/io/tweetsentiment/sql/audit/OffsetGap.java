package io.tweetsentiment.sql.audit;

/**
 * Offsets of a Kafka partition that no loaded object holds, between two that hold some.
 *
 * @param from first offset
 * @param to last offset
 */
public record OffsetGap(String topic, int partition, long from, long to) {

  /** What is missing, and what can be done, in one line for a person. */
  public String told() {
    return String.format(
        "no loaded object holds the offsets %d to %d of %s-%d. If they were records (an aborted"
            + " transaction or a compacted topic leaves such a gap, too), put the missing object"
            + " back into the bucket, or stop the sink, let it write them again with:"
            + " kafka-consumer-groups --bootstrap-server BROKERS --group connect-SINK --topic"
            + " %s:%d --reset-offsets --to-offset %d --execute, and resume it.",
        from, to, topic, partition, topic, partition, from);
  }
}
