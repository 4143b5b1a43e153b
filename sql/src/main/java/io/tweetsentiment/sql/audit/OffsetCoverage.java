package io.tweetsentiment.sql.audit;

import io.tweetsentiment.sql.bucket.ObjectName;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The offsets of the topics that the loaded objects contain, according to the load audit.
 *
 * <p>Threading: owned by the loader.
 */
public final class OffsetCoverage {

  private final LoadAudit audit;
  private final String topicsDir;
  private final Function<WarehouseTable, String> topics;
  private final GapAlerts alerts;
  private final Map<TopicPartition, List<OffsetGap>> gaps = new TreeMap<>(TopicPartition.ORDER);
  private final Set<TopicPartition> changed = new HashSet<>();
  private boolean isKnown;

  /**
   * The coverage of the topics that fill the tables.
   *
   * @param topicsDir first part of the keys of the objects
   * @param topics the Kafka topic of a table
   */
  public OffsetCoverage(
      LoadAudit audit,
      String topicsDir,
      Function<WarehouseTable, String> topics,
      GapAlerts alerts) {
    this.audit = audit;
    this.topicsDir = topicsDir;
    this.topics = topics;
    this.alerts = alerts;
  }

  /** Marks the partition of a loaded object, so that {@link #refresh} reads it again. */
  public void loaded(ObjectName name) {
    changed.add(new TopicPartition(name.topic(), name.partition()));
  }

  /** Whether {@link #refresh} has something to read. */
  public boolean isStale() {
    return !isKnown || !changed.isEmpty();
  }

  /** Reads the partitions that have newly loaded objects. */
  public void refresh(Connection connection) throws SQLException {
    if (!isKnown) {
      for (WarehouseTable table : WarehouseTable.values()) {
        changed.addAll(partitions(connection, topics.apply(table)));
      }
    }
    for (TopicPartition partition : changed) {
      gaps.put(partition, OffsetGapFinder.of(partition, ranges(connection, partition)));
    }
    changed.clear();
    isKnown = true;
  }

  /** The gaps to report now, as of the last {@link #refresh}. */
  public List<OffsetGap> due() {
    return alerts.due(gaps.values().stream().flatMap(List::stream).toList());
  }

  /** All gaps of both topics, ordered by topic, partition and offset. */
  public List<OffsetGap> gaps(Connection connection) throws SQLException {
    List<OffsetGap> found = new ArrayList<>();
    for (WarehouseTable table : WarehouseTable.values()) {
      for (TopicPartition partition : partitions(connection, topics.apply(table))) {
        found.addAll(OffsetGapFinder.of(partition, ranges(connection, partition)));
      }
    }
    return found;
  }

  /** Keys of the loaded objects of a topic. */
  public Set<String> keys(Connection connection, String topic) throws SQLException {
    Set<String> keys = new TreeSet<>();
    for (TopicPartition partition : partitions(connection, topic)) {
      ranges(connection, partition).forEach(range -> keys.add(range.objectKey()));
    }
    return keys;
  }

  public List<LoadedRange> ranges(Connection connection, TopicPartition partition)
      throws SQLException {
    return audit.ranges(connection, partition, prefix(partition.topic()));
  }

  private List<TopicPartition> partitions(Connection connection, String topic) throws SQLException {
    return audit.partitions(connection, topic, prefix(topic));
  }

  private String prefix(String topic) {
    return ObjectName.prefix(topicsDir, topic);
  }
}
