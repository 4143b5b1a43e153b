package io.tweetsentiment.connect.s3.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one origin at one path, as far as records need them: the one that covers a record
 * and the one after it. Objects are immutable, so an offset range that was read once stays valid.
 * Threading: owned by the task thread.
 */
public final class StoredObjects {
  private static final Logger LOG = LoggerFactory.getLogger(StoredObjects.class);

  private final ObjectStore store;
  private final ObjectKeys keys;
  private final PartitionPath path;
  private final Origin origin;
  private final CallDeadline deadline;
  private final ListedStarts listing;
  private final TreeMap<Long, OffsetRange> ranges = new TreeMap<>();
  private final RecordCount count;
  private final long first;
  private StartOffsets starts;
  private boolean all;
  private ForeignObject foreign;
  private OffsetRange tagged;

  /**
   * @param count counts the records of objects that do not tell their offsets
   * @param first the first offset that the consumer delivered; objects of another connector that
   *     begin before it end before it, because that connector committed all its files together
   */
  public StoredObjects(
      ObjectStore store,
      ObjectKeys keys,
      PartitionPath path,
      Origin origin,
      CallDeadline deadline,
      RecordCount count,
      long first) {
    this.store = store;
    this.count = count;
    this.first = first;
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
    return range.get().isForeign()
        ? start.getAsLong() >= first && foreignHolds(range.get(), offset, timestamp)
        : holds(range.get(), offset, timestamp);
  }

  private boolean foreignHolds(OffsetRange range, long offset, Long timestamp) {
    ForeignObject object = foreign(range);
    boolean held = object.holds(offset, timestamp);
    if (held) {
      object.doubt(offset, timestamp).ifPresent(LOG::warn);
    }
    return held;
  }

  private ForeignObject foreign(OffsetRange range) {
    if (foreign == null || foreign.start() != range.start()) {
      String key = keys.key(path, origin, range.start());
      long records;
      try (Spool content = store.content(key, deadline)) {
        records = count.of(content);
      } catch (IOException e) {
        throw new ConnectException(
            key
                + " was not written by this connector and cannot be read, so it is unknown which"
                + " records it holds. Delete the object, and its records are stored again",
            e);
      }
      LOG.info(
          "{} of another connector holds {} records from offset {} on; they are not stored again",
          key,
          records,
          range.start());
      foreign = new ForeignObject(key, range.start(), records, range.latest());
    }
    return foreign;
  }

  /**
   * Returns the start offset of an object of another connector whose records are being read: a
   * later consumer must start there again, because records inside of it cannot be told apart.
   */
  public OptionalLong unfinished() {
    return foreign == null || foreign.finished()
        ? OptionalLong.empty()
        : OptionalLong.of(foreign.start());
  }

  /** Whether records were counted; what is counted must not be forgotten. */
  public boolean counted() {
    return foreign != null;
  }

  /**
   * Returns the range of the object of another connector whose tags were read last. A later
   * consumer must not start inside of it, because it would take the object for a committed one,
   * which ends before the consumer's first offset, and not read its tags.
   */
  public Optional<OffsetRange> tagged() {
    return Optional.ofNullable(tagged);
  }

  private Optional<OffsetRange> range(long start) {
    OffsetRange known = ranges.get(start);
    if (known != null) {
      return Optional.of(known);
    }
    String key = keys.key(path, origin, start);
    Optional<OffsetRange> found =
        store.range(key, start, deadline).map(range -> withTags(key, range));
    found.ifPresent(range -> ranges.put(start, range));
    return found;
  }

  private OffsetRange withTags(String key, OffsetRange range) {
    if (!range.isForeign() || range.start() < first) {
      return range;
    }
    Optional<OffsetRange> read = store.tagged(key, range, deadline);
    read.ifPresent(found -> tagged = found);
    return read.orElse(range);
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
