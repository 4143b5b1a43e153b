package io.tweetsentiment.connect.s3.storage;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which records of one Kafka partition at one path are durable already: the objects that were there
 * when the path was first met. Objects are immutable, so what was read once stays true. Owned by
 * the task thread.
 */
public final class StoredObjects {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final PartitionPath path;
  private final int kafkaPartition;
  private final TreeMap<Long, Optional<OffsetRange>> byStart = new TreeMap<>();

  public StoredObjects(ObjectStore store, ObjectKeys keys, PartitionPath path, int kafkaPartition) {
    this.store = store;
    this.keys = keys;
    this.path = path;
    this.kafkaPartition = kafkaPartition;
    String prefix = keys.prefix(path, kafkaPartition);
    for (String key : store.keys(prefix)) {
      keys.startOffset(prefix, key).ifPresent(start -> byStart.put(start, Optional.empty()));
    }
  }

  /** Whether an object holds the record. Offsets must be asked for in rising order. */
  public boolean cover(long offset) {
    Map.Entry<Long, Optional<OffsetRange>> last = byStart.floorEntry(offset);
    if (last == null) {
      return false;
    }
    long start = last.getKey();
    byStart.headMap(start).clear();
    if (last.getValue().isEmpty()) {
      Optional<OffsetRange> found = store.range(keys.key(path, kafkaPartition, start), start);
      if (found.isEmpty()) {
        // Deleted since it was listed.
        byStart.remove(start);
        return false;
      }
      byStart.put(start, found);
      return found.get().contains(offset);
    }
    return last.getValue().get().contains(offset);
  }

  /** Offset at which the next object begins; {@code Long.MAX_VALUE} when there is none. */
  public long nextStart(long offset) {
    Long start = byStart.higherKey(offset);
    return start == null ? Long.MAX_VALUE : start;
  }

  public void add(OffsetRange range) {
    byStart.put(range.start(), Optional.of(range));
  }
}
