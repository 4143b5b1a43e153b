package io.tweetsentiment.connect.s3.storage;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of one Kafka partition at one path: those that existed when the writer first used the
 * path, and those that were added since. Objects are immutable, so an offset range that was read
 * once stays valid. Threading: owned by the task thread.
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

  /** Whether an object holds the record. Call it with increasing offsets only. */
  public boolean contains(long offset) {
    Map.Entry<Long, Optional<OffsetRange>> last = byStart.floorEntry(offset);
    if (last == null) {
      return false;
    }
    long start = last.getKey();
    byStart.headMap(start).clear();
    if (last.getValue().isEmpty()) {
      Optional<OffsetRange> found = store.range(keys.key(path, kafkaPartition, start), start);
      if (found.isEmpty()) {
        // Deleted after it was listed.
        byStart.remove(start);
        return false;
      }
      byStart.put(start, found);
      return found.get().contains(offset);
    }
    return last.getValue().get().contains(offset);
  }

  /** Returns the start offset of the next object; {@code Long.MAX_VALUE} if there is none. */
  public long nextStart(long offset) {
    Long start = byStart.higherKey(offset);
    return start == null ? Long.MAX_VALUE : start;
  }

  public void add(OffsetRange range) {
    byStart.put(range.start(), Optional.of(range));
  }
}
