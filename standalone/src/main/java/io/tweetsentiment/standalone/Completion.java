package io.tweetsentiment.standalone;

import io.tweetsentiment.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    /** Whether no tweet waits in the topology and its aggregates hold what it merged. */
    boolean settled();

    /** Loads once more; whether there was nothing left to load. */
    boolean nothingToLoad() throws Exception;

    /** Whether an audited object covers this offset of a sink's topic. */
    boolean audited(TopicPartition partition, long offset) throws Exception;
  }

  /** The topics that are loaded. */
  private static final List<String> LOADED =
      List.of(Topics.MERGED.topicName(), Topics.AGGREGATE.topicName());

  /** The topics of the sinks, and their consumer groups; the batch job reads the first two. */
  private static final Map<String, String> SINKS =
      Map.of(
          Topics.RAW.topicName(), "connect-s3-sink-raw",
          Topics.SENTIMENT.topicName(), "connect-s3-sink-sentiment",
          Topics.MERGED.topicName(), "connect-s3-sink-merged",
          Topics.AGGREGATE.topicName(), "connect-s3-sink-aggregate");

  private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

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
    return holds("all slices are checkpointed", flow.ingested())
        && holds("the source connector has read all of it", flow.bridged())
        && holds("the topology has read all of it", consumed())
        && holds("no tweet waits in the topology", flow.settled())
        && holds("the sinks have stored all of it", stored())
        && holds("all of it is loaded", flow.nothingToLoad() && audited());
  }

  private static boolean holds(String condition, boolean held) {
    if (!held) {
      LOG.debug("not yet: {}", condition);
    }
    return held;
  }

  private boolean consumed() throws Exception {
    for (String topic : flow.consumedTopics()) {
      if (!readToItsEnd(topic, group)) {
        return false;
      }
    }
    return true;
  }

  private boolean stored() throws Exception {
    for (Map.Entry<String, String> sink : SINKS.entrySet()) {
      if (!readToItsEnd(sink.getKey(), sink.getValue())) {
        return false;
      }
    }
    return true;
  }

  private boolean audited() throws Exception {
    for (String topic : LOADED) {
      for (TopicPartition partition : tail.partitions(topic)) {
        OptionalLong last = tail.lastRecord(partition, 0);
        if (last.isPresent() && !flow.audited(partition, last.getAsLong())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean readToItsEnd(String topic, String reader) throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(reader).partitionsToOffsetAndMetadata().get();
    for (TopicPartition partition : tail.partitions(topic)) {
      OffsetAndMetadata offset = committed.get(partition);
      OptionalLong unread = tail.lastRecord(partition, offset == null ? 0 : offset.offset());
      if (unread.isPresent()) {
        LOG.debug("{} has {}, {} is at {}", partition, unread.getAsLong(), reader, offset);
        return false;
      }
    }
    return true;
  }
}
