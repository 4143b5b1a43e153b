package io.tweetsentiment.standalone;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.sql.audit.LoadedRange;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What still keeps something that was fetched from the warehouse, in words. The questions are asked
 * in the order of the flow, because an answer holds only when the ones before it do: what a later
 * part still has to do is known only when the earlier ones are at rest.
 *
 * <p>Threading: used by one thread.
 */
final class Completion {

  /** What the answers need to be asked of; each method may be asked again and again. */
  interface Flow {

    /** What the producer has still to fetch; empty when every slice is checkpointed. */
    Optional<String> ingesting();

    /** Where the source connector has not reached what Kinesis acknowledged; empty when it has. */
    Optional<String> bridging() throws Exception;

    /** Committed offsets of a consumer group by partition. */
    Map<TopicPartition, Long> committed(String group) throws Exception;

    /** The topics that the topology reads, its own repartition topics among them. */
    List<String> consumedTopics() throws Exception;

    /** What waits in the topology; empty when its aggregates hold all tweets that it received. */
    Optional<String> settling();

    /** Loads once more; whether there was nothing left to load. */
    boolean nothingToLoad() throws Exception;

    /** What the loaded objects hold of a partition of a sink's topic. */
    List<LoadedRange> loaded(TopicPartition partition) throws Exception;
  }

  /** The topics that are loaded. */
  private static final List<String> LOADED =
      List.of(Topics.MERGED.topicName(), Topics.AGGREGATE.topicName());

  /** The topics of the sinks, and their consumer groups; the batch job reads the first two. */
  private static final Map<String, String> SINKS =
      new TreeMap<>(
          Map.of(
              Topics.RAW.topicName(), "connect-s3-sink-raw",
              Topics.SENTIMENT.topicName(), "connect-s3-sink-sentiment",
              Topics.MERGED.topicName(), "connect-s3-sink-merged",
              Topics.AGGREGATE.topicName(), "connect-s3-sink-aggregate"));

  private final Flow flow;
  private final TailReader tail;
  private final String group;

  /**
   * Watches a flow.
   *
   * @param group consumer group of the topology
   */
  Completion(Flow flow, TailReader tail, String group) {
    this.flow = flow;
    this.tail = tail;
    this.group = group;
  }

  /**
   * What the run waits for; empty when the flow is at rest and all of it is in the warehouse.
   *
   * @throws MissingRowsException when everything is at rest and something is not in the warehouse
   */
  Optional<String> waitingFor() throws Exception {
    Optional<String> waiting = flow.ingesting();
    for (Question next :
        List.<Question>of(
            flow::bridging, this::consuming, flow::settling, this::storing, this::loading)) {
      waiting = waiting.isPresent() ? waiting : next.ask();
    }
    return waiting;
  }

  private interface Question {
    Optional<String> ask() throws Exception;
  }

  private Optional<String> consuming() throws Exception {
    for (String topic : flow.consumedTopics()) {
      Optional<String> unread = unread(topic, group);
      if (unread.isPresent()) {
        return unread;
      }
    }
    return Optional.empty();
  }

  private Optional<String> storing() throws Exception {
    for (Map.Entry<String, String> sink : SINKS.entrySet()) {
      Optional<String> unread = unread(sink.getKey(), sink.getValue());
      if (unread.isPresent()) {
        return unread;
      }
    }
    return Optional.empty();
  }

  private Optional<String> loading() throws Exception {
    if (!flow.nothingToLoad()) {
      return Optional.of("the loader: it still finds new objects");
    }
    for (String topic : LOADED) {
      for (TopicPartition partition : tail.partitions(topic)) {
        BitSet records = tail.records(partition);
        List<LoadedRange> ranges = flow.loaded(partition);
        long last = records.length() - 1L;
        if (last >= 0 && ranges.stream().noneMatch(range -> spans(range, last))) {
          return Optional.of(
              String.format("%s: no loaded object holds offset %d", name(partition), last));
        }
        Optional<String> missing = MissingRows.of(partition, records, ranges);
        if (missing.isPresent()) {
          throw new MissingRowsException(missing.get());
        }
      }
    }
    return Optional.empty();
  }

  /** The first partition of a topic that a group has not read to its last record. */
  private Optional<String> unread(String topic, String reader) throws Exception {
    Map<TopicPartition, Long> committed = flow.committed(reader);
    for (TopicPartition partition : tail.partitions(topic)) {
      long read = committed.getOrDefault(partition, 0L);
      OptionalLong last = tail.lastRecord(partition, read);
      if (last.isPresent()) {
        return Optional.of(
            String.format(
                "%s: %s at %d of %d", name(partition), reader, read, last.getAsLong() + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean spans(LoadedRange range, long offset) {
    return range.startOffset() <= offset && range.endOffset().orElse(-1) >= offset;
  }

  private static String name(TopicPartition partition) {
    return partition.topic() + "/" + partition.partition();
  }
}
