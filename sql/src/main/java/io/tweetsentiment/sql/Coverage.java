package io.tweetsentiment.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which offsets of the topics the loaded objects hold, as the load audit says.
 *
 * <p>Threading: owned by the loader.
 */
final class Coverage {

  private final LoadAudit audit;
  private final LoaderConfig config;
  private final GapWatch watch;
  private final Map<TopicPartitionName, List<OffsetGap>> gaps =
      new TreeMap<>(TopicPartitionName.ORDER);
  private final Set<TopicPartitionName> changed = new HashSet<>();
  private boolean isKnown;

  Coverage(LoadAudit audit, LoaderConfig config, GapWatch watch) {
    this.audit = audit;
    this.config = config;
    this.watch = watch;
  }

  /** Notes that an object of a partition was loaded. */
  void loaded(ObjectName name) {
    changed.add(new TopicPartitionName(name.topic(), name.partition()));
  }

  /** The gaps that are to be told now; looks only at partitions of which something was loaded. */
  List<OffsetGap> due(Connection connection) throws SQLException {
    if (!isKnown) {
      for (WarehouseTable table : WarehouseTable.values()) {
        changed.addAll(partitions(connection, config.topic(table)));
      }
    }
    for (TopicPartitionName partition : changed) {
      gaps.put(partition, OffsetGaps.of(partition, ranges(connection, partition)));
    }
    changed.clear();
    isKnown = true;
    return watch.due(gaps.values().stream().flatMap(List::stream).toList());
  }

  /** All gaps of both topics, in order. */
  List<OffsetGap> gaps(Connection connection) throws SQLException {
    List<OffsetGap> found = new ArrayList<>();
    for (WarehouseTable table : WarehouseTable.values()) {
      for (TopicPartitionName partition : partitions(connection, config.topic(table))) {
        found.addAll(OffsetGaps.of(partition, ranges(connection, partition)));
      }
    }
    return found;
  }

  /** Keys of the loaded objects of a topic. */
  Set<String> keys(Connection connection, String topic) throws SQLException {
    Set<String> keys = new TreeSet<>();
    for (TopicPartitionName partition : partitions(connection, topic)) {
      ranges(connection, partition).forEach(range -> keys.add(range.objectKey()));
    }
    return keys;
  }

  List<LoadedRange> ranges(Connection connection, TopicPartitionName partition)
      throws SQLException {
    return audit.ranges(connection, partition, prefix(partition.topic()));
  }

  private List<TopicPartitionName> partitions(Connection connection, String topic)
      throws SQLException {
    return audit.partitions(connection, topic, prefix(topic));
  }

  private String prefix(String topic) {
    return ObjectName.prefix(config.topicsDir(), topic);
  }
}
