package io.tweetsentiment.connect.s3.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The objects of one origin at one path, as far as records need them: the one that covers a record
 * and the one after it. Objects are immutable, so an offset range that was read once stays valid.
 * Threading: owned by the task thread.
 */
public final class StoredObjects {
  private final ObjectStore store;
  private final ObjectKeys keys;
  private final PartitionPath path;
  private final Origin origin;
  private final CallDeadline deadline;
  private final ListedStarts listing;
  private final TreeMap<Long, OffsetRange> ranges = new TreeMap<>();
  private StartOffsets starts;
  private boolean all;

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
    listing = new ListedStarts(store, keys, keys.prefix(path, origin), deadline);
    starts = new StartOffsets(listing::from);
  }

  /**
   * Whether an object holds the record. Call it with increasing offsets only.
   *
   * @param timestamp the Kafka timestamp of the record, or null
   * @throws ConnectException if the object at this offset holds records of another topic
   */
  public boolean contains(long offset, Long timestamp) {
    if (offset >= keys.ordered() && !all) {
      // Offsets with more digits than the padding are not in the order of their keys.
      starts = new StartOffsets(from -> listing.all());
      all = true;
    }
    OptionalLong start = starts.floor(offset);
    if (start.isEmpty()) {
      return false;
    }
    ranges.headMap(start.getAsLong()).clear();
    Optional<OffsetRange> range = range(start.getAsLong());
    if (range.isEmpty()) {
      // Deleted after it was listed.
      starts.remove(start.getAsLong());
      return false;
    }
    return holds(range.get(), offset, timestamp);
  }

  private Optional<OffsetRange> range(long start) {
    OffsetRange known = ranges.get(start);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<OffsetRange> found = store.range(keys.key(path, origin, start), start, deadline);
    found.ifPresent(range -> ranges.put(start, range));
    return found;
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

  /**
   * Returns the offset at which a file of records from an offset on must end, because the next
   * object starts there or its keys are in another order; {@code Long.MAX_VALUE} if there is none.
   */
  public long nextStart(long offset) {
    long next = starts.next(offset);
    return all ? next : Math.min(next, keys.ordered());
  }

  public void add(OffsetRange range) {
    starts.add(range.start());
    ranges.put(range.start(), range);
  }
}
