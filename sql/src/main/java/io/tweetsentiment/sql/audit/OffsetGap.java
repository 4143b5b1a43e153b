package io.tweetsentiment.sql.audit;

/**
 * Offsets of a Kafka partition that are missing between two loaded objects.
 *
 * @param from first offset
 * @param to last offset
 */
public record OffsetGap(String topic, int partition, long from, long to) {

  /** One line that names the gap and the remedy. */
  public String message() {
    return String.format(
        "no loaded object contains the offsets %d to %d of %s-%d. An aborted transaction or a"
            + " compacted topic leaves such a gap without losing records. If records are missing,"
            + " put the missing object back into the bucket, or stop the sink, make it write them"
            + " again with: kafka-consumer-groups --bootstrap-server BROKERS --group connect-SINK"
            + " --topic"
            + " %s:%d --reset-offsets --to-offset %d --execute, and resume it.",
        from, to, topic, partition, topic, partition, from);
  }
}
