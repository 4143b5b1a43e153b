package io.tweetsentiment.standalone;

import io.tweetsentiment.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether everything that was fetched has reached the warehouse. The questions are asked in the
 * order of the flow, because an answer holds only when the ones before it do: what a later part
 * still has to do is known only when the earlier ones are at rest.
 *
 * <p>Threading: used by one thread.
 */
final class Completion {

  /** What the answers need to be asked of; each method may be asked again and again. */
  interface Flow {

    /** Whether every slice is checkpointed. */
    boolean ingested();

    /** Whether the source connector's offsets have reached what Kinesis acknowledged. */
    boolean bridged() throws Exception;

    /** The topics that the topology reads, its own repartition topics among them. */
    List<String> consumedTopics() throws Exception;

    /** Tweets that wait for their sentiment, and counters that do not add up yet. */
    boolean settled();

    /** Whether an audited object covers this offset of a sink's topic. */
    boolean loaded(TopicPartition partition, long offset) throws Exception;

    /** The greatest offset that an audited object covers; -1 when none does. */
    long loadedThrough(TopicPartition partition) throws Exception;
  }

  private static final List<String> LOADED_TOPICS =
      List.of(Topics.MERGED.topicName(), Topics.AGGREGATE.topicName());

  private final Flow flow;
  private final Admin admin;
  private final TailReader tail;
  private final String group;

  /**
   * Watches a flow.
   *
   * @param group consumer group of the topology
   */
  Completion(Flow flow, Admin admin, TailReader tail, String group) {
    this.flow = flow;
    this.admin = admin;
    this.tail = tail;
    this.group = group;
  }

  /** Whether the flow is at rest and all of it is in the warehouse. */
  boolean complete() throws Exception {
    return flow.ingested() && flow.bridged() && consumed() && flow.settled() && loaded();
  }

  private boolean consumed() throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    for (String topic : flow.consumedTopics()) {
      for (TopicPartition partition : tail.partitions(topic)) {
        OffsetAndMetadata offset = committed.get(partition);
        long from = offset == null ? 0 : offset.offset();
        if (tail.lastRecord(partition, from).isPresent()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean loaded() throws Exception {
    for (String topic : LOADED_TOPICS) {
      for (TopicPartition partition : tail.partitions(topic)) {
        OptionalLong last = tail.lastRecord(partition, flow.loadedThrough(partition));
        if (last.isPresent() && !flow.loaded(partition, last.getAsLong())) {
          return false;
        }
      }
    }
    return true;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed()
      throws InterruptedException, ExecutionException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }
}
