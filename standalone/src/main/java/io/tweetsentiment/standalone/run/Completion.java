package io.tweetsentiment.standalone.run;

import io.tweetsentiment.schemas.Topics;
import io.tweetsentiment.sql.audit.LoadedRange;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out whether everything that was fetched is in the warehouse, and if not, what the run waits
 * for. The stages are checked in the order of the flow, because the result for a stage is valid
 * only when all earlier stages are idle.
 *
 * <p>Threading: used by one thread.
 */
final class Completion {

  /** The state of the running parts. Each method may be called repeatedly. */
  interface Flow {

    /** What the producer still has to fetch; empty when every slice is checkpointed. */
    Optional<String> ingesting();

    /**
     * The first shard in which the source connector is behind what Kinesis acknowledged; empty when
     * it is behind in none.
     */
    Optional<String> bridging() throws Exception;

    /** Committed offsets of consumer groups, by group and partition. */
    Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) throws Exception;

    /** The topics that the topology reads, including its own repartition topics. */
    List<String> consumedTopics() throws Exception;

    /**
     * What is pending in the topology; empty when its aggregates hold all tweets that it received.
     */
    Optional<String> settling();

    /** Runs one pass of the loader, which loads every object that the bucket holds. */
    void load() throws Exception;

    /** The offset ranges of a partition that the loaded objects hold. */
    List<LoadedRange> loaded(TopicPartition partition) throws Exception;
  }

  /** The topics whose objects the loader loads. */
  private static final List<String> LOADED =
      List.of(Topics.MERGED.topicName(), Topics.AGGREGATE.topicName());

  /**
   * The topics of the sinks, and their consumer groups. The batch job reads the objects of the raw
   * and sentiment topics.
   */
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
   * What the run waits for; empty when all stages are idle and everything is in the warehouse.
   *
   * @throws MissingRowsException when all stages are idle and records are missing from the
   *     warehouse
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

  /**
   * Records that the sinks have stored are in no loaded object, and waiting will not change that.
   */
  static final class MissingRowsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private MissingRowsException(String message) {
      super(message);
    }
  }

  private interface Question {
    Optional<String> ask() throws Exception;
  }

  private Optional<String> consuming() throws Exception {
    Map<String, String> readers = new LinkedHashMap<>();
    flow.consumedTopics().forEach(topic -> readers.put(topic, group));
    return unread(readers);
  }

  private Optional<String> storing() throws Exception {
    Optional<String> waiting = unread(SINKS);
    if (waiting.isPresent()) {
      // What loading() needs is read while the sinks write.
      records();
    }
    return waiting;
  }

  private Map<TopicPartition, BitSet> records() {
    Map<TopicPartition, BitSet> records = new LinkedHashMap<>();
    Map<TopicPartition, Long> ends = tail.ends(LOADED);
    for (String topic : LOADED) {
      for (TopicPartition partition : tail.partitions(topic)) {
        records.put(partition, tail.records(partition, ends.get(partition)));
      }
    }
    return records;
  }

  private Optional<String> loading() throws Exception {
    flow.load();
    for (Map.Entry<TopicPartition, BitSet> of : records().entrySet()) {
      TopicPartition partition = of.getKey();
      BitSet records = of.getValue();
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
    return Optional.empty();
  }

  /**
   * The first partition that a consumer group has not read to its last record. The offsets are read
   * before the ends, so what is written in between counts as unread.
   *
   * @param readers consumer group by topic
   */
  private Optional<String> unread(Map<String, String> readers) throws Exception {
    Map<String, Map<TopicPartition, Long>> committed =
        flow.committed(new TreeSet<>(readers.values()));
    Map<TopicPartition, Long> ends = tail.ends(readers.keySet());
    for (Map.Entry<String, String> reader : readers.entrySet()) {
      Map<TopicPartition, Long> offsets = committed.getOrDefault(reader.getValue(), Map.of());
      for (TopicPartition partition : tail.partitions(reader.getKey())) {
        long read = offsets.getOrDefault(partition, 0L);
        OptionalLong last = tail.lastRecord(partition, read, ends.get(partition));
        if (last.isPresent()) {
          return Optional.of(
              String.format(
                  "%s: %s at %d of %d",
                  name(partition), reader.getValue(), read, last.getAsLong() + 1));
        }
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
