package io.tweetsentiment.connect.s3.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The objects of one origin at one path: those that existed when the writer first used the path,
 * and those that were added since. Objects are immutable, so an offset range that was read once
 * stays valid. Threading: owned by the task thread.
 */
public final class StoredObjects {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final PartitionPath path;
  private final Origin origin;
  private final CallDeadline deadline;
  private final TreeMap<Long, Optional<OffsetRange>> byStart = new TreeMap<>();

  public StoredObjects(
      ObjectStore store,
      ObjectKeys keys,
      PartitionPath path,
      Origin origin,
      CallDeadline deadline) {
    this.store = store;
    this.deadline = deadline;
    this.keys = keys;
    this.path = path;
    this.origin = origin;
    String prefix = keys.prefix(path, origin);
    for (String key : store.keys(prefix, deadline)) {
      keys.startOffset(prefix, key).ifPresent(start -> byStart.put(start, Optional.empty()));
    }
  }

  /**
   * Whether an object holds the record. Call it with increasing offsets only.
   *
   * @param timestamp the Kafka timestamp of the record, or null
   * @throws ConnectException if the object at this offset holds records of another topic
   */
  public boolean contains(long offset, Long timestamp) {
    Map.Entry<Long, Optional<OffsetRange>> last = byStart.floorEntry(offset);
    if (last == null) {
      return false;
    }
    long start = last.getKey();
    byStart.headMap(start).clear();
    if (last.getValue().isPresent()) {
      return holds(last.getValue().get(), offset, timestamp);
    }
    Optional<OffsetRange> found = store.range(keys.key(path, origin, start), start, deadline);
    if (found.isEmpty()) {
      // Deleted after it was listed.
      byStart.remove(start);
      return false;
    }
    byStart.put(start, found);
    return holds(found.get(), offset, timestamp);
  }

  private boolean holds(OffsetRange range, long offset, Long timestamp) {
    if (!range.contains(offset)) {
      return false;
    }
    if (!range.spans(timestamp)) {
      throw foreign(
          keys.key(path, origin, range.start()),
          range,
          "the record at offset "
              + offset
              + " has the timestamp "
              + Instant.ofEpochMilli(timestamp));
    }
    return true;
  }

  /**
   * Checks the object that another writer stored under the key of a file.
   *
   * @throws ConnectException if the object holds records of another topic
   */
  public static void requireSameOrigin(SealedFile file, OffsetRange winner) {
    if (!file.range().agrees(winner)) {
      throw foreign(
          file.key(),
          winner,
          "the records from offset "
              + file.range().start()
              + " on have timestamps from "
              + Instant.ofEpochMilli(file.range().earliest())
              + " to "
              + Instant.ofEpochMilli(file.range().latest()));
    }
  }

  private static ConnectException foreign(String key, OffsetRange range, String here) {
    return new ConnectException(
        key
            + " holds other records of the offsets "
            + range.start()
            + " to "
            + range.end()
            + ": "
            + here
            + ", but the timestamps in the object are from "
            + Instant.ofEpochMilli(range.earliest())
            + " to "
            + Instant.ofEpochMilli(range.latest())
            + ". The topic was deleted and created again, or another connector writes to this"
            + " folder. No record was skipped; set topics.dir to another folder or use another"
            + " bucket");
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
