package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.storage.ObjectStore.Conflict;
import io.tweetsentiment.connect.s3.storage.ObjectStore.Stored;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.Origin;
import io.tweetsentiment.connect.s3.storage.PartitionPath;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.StoredObjects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Writes the records of one topic partition to open files, at most one per partition path. The
 * files are closed and stored together, except for the largest ones of a task that uses too much
 * memory.
 *
 * <h2>Why a replay neither loses nor duplicates a record</h2>
 *
 * <p>Let r1, r2, ... be the records of this Kafka partition that have the path <em>p</em>, in the
 * order of their offsets. A record always has the same path. (This requires a partitioner that uses
 * only the record: with the wall-clock extractor, a replay may choose another path.)
 *
 * <ol>
 *   <li>A file of p holds consecutive records of p, and it is durable before the next file of p is
 *       stored, because no record is accepted while sealed files wait. So the objects of p cover a
 *       prefix of r1, r2, ... without gap or overlap: [r1..ri], [ri+1..rj], and so on.
 *   <li>The committed offset is the lowest start offset of the files that are not durable, or the
 *       offset after the last record. Every record before it is in an object, so none is lost.
 *   <li>The committed offset is <em>not</em> always a boundary between two objects of every path.
 *       For example, the process dies after A[0..20] is stored and before B[5..15] is stored; the
 *       committed offset is still 0. After a restart, A is skipped up to 20 and B[5..12] is stored;
 *       the committed offset is then 13, which is inside A[0..20]. Therefore a record is not looked
 *       up by its own offset. The object with the greatest start offset that is not greater than
 *       the record's offset is searched, its end offset is read, and the record is skipped if it is
 *       in that range. So no record is stored twice, no matter at which offset the consumer starts,
 *       even after an operator's reset.
 *   <li>Objects are created with {@code If-None-Match: *}. Two writers (one of them a zombie after
 *       a rebalance) that know the same objects create the same key next, and one of them gets a
 *       412. A writer that knows fewer objects tries to create a key that exists, and gets a 412 as
 *       well. The writer that gets the 412 reads the end offset of the existing object. If that
 *       object holds all records of its file, they are durable, and later records up to that end
 *       offset are skipped. Otherwise the writer discards its open files and the consumer returns
 *       to the committed offset, where step 3 skips the stored records and the rest goes to a file
 *       with the next start offset.
 *   <li>Objects of Confluent's sink lack the end offset. That sink commits all its files of a Kafka
 *       partition together, so an object that begins before the committed offset ends before it. An
 *       object that begins later was stored but not committed: its tags tell its end, or its
 *       records are counted. The committed offset is never inside of such an object ({@link
 *       StoredObjects}).
 * </ol>
 *
 * <p>Threading: owned by the task thread.
 */
public final class TopicPartitionWriter implements AutoCloseable {
  /**
   * Number of paths per topic partition whose objects are kept in memory; the objects of any other
   * path are searched again.
   */
  private static final int KNOWN_PATHS = 1000;

  private final Origin origin;
  private final WriterContext context;
  private final OffsetTracker offsets = new OffsetTracker();
  private final Map<PartitionPath, OpenFile> open = new LinkedHashMap<>();
  private final List<SealedFile> sealed = new ArrayList<>();
  private final Map<PartitionPath, StoredObjects> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PartitionPath, StoredObjects> eldest) {
          return size() > KNOWN_PATHS;
        }
      };

  /** Paths with objects of another connector, in which records are counted. */
  private final Map<PartitionPath, StoredObjects> counted = new HashMap<>();

  private final Map<PartitionPath, Long> held = new HashMap<>();
  private long first = -1;
  private PartitionPath lastPath;
  private long records;
  private long baseTime;
  private long dueAt = Long.MAX_VALUE;
  private long busySince;
  private long lastRecordAt = Long.MIN_VALUE / 2;
  private boolean conflict;

  public TopicPartitionWriter(Origin origin, WriterContext context) {
    this.origin = origin;
    this.context = context;
  }

  /**
   * Adds a record to the open file of its path, skips it if it is durable, or reports it.
   *
   * @return false if the open files must be stored before the record can be added
   */
  public boolean add(SinkRecord record) {
    long offset = record.originalKafkaOffset();
    first = first < 0 ? offset : first;
    if (offsets.seen(offset)) {
      return true;
    }
    if (record.value() == null && context.nulls() == NullValues.IGNORE) {
      offsets.passed(offset);
      return true;
    }
    try {
      if (record.value() == null) {
        throw new DataException(
            "The record has no value; behavior.on.null.values=ignore skips such records");
      }
      if (!take(record)) {
        return false;
      }
    } catch (DataException e) {
      context.errantRecords().report(record, e);
    }
    offsets.passed(offset);
    return true;
  }

  private boolean take(SinkRecord record) {
    long offset = record.originalKafkaOffset();
    PartitionPath path = new PartitionPath(record.topic(), context.partitioner().path(record));
    OptionalLong time = context.partitioner().timestamp(record);
    StoredObjects stored = storedObjects(path);
    boolean durable = stored.contains(offset, record.timestamp());
    hold(path, stored, offset);
    if (durable) {
      return true;
    }
    OpenFile file = open.get(path);
    if (!open.isEmpty() && rotatesBefore(record, path, file, time)) {
      return false;
    }
    if (file == null) {
      Schema schema = record.valueSchema();
      file = new OpenFile(path, schema, stored.nextStart(offset), context.format());
      try {
        file.add(record);
      } catch (DataException e) {
        file.close();
        throw e;
      }
      opened(path, file, offset, time);
    } else {
      try {
        file.add(context.compatibility().project(record, file.schema()));
      } catch (DataException e) {
        file.addErrant(record);
        throw e;
      }
    }
    context.memory().changed(file.grown());
    lastPath = path;
    lastRecordAt = context.clock().millis();
    records++;
    return true;
  }

  private StoredObjects storedObjects(PartitionPath path) {
    StoredObjects withCount = counted.get(path);
    return withCount != null ? withCount : known.computeIfAbsent(path, this::search);
  }

  private StoredObjects search(PartitionPath path) {
    context.keys().requireSafe(path, origin);
    return new StoredObjects(
        context.store(),
        context.keys(),
        path,
        origin,
        context.deadline(),
        context.format()::records,
        first);
  }

  /** Keeps the committed offset at the start of an object of another connector, or behind it. */
  private void hold(PartitionPath path, StoredObjects stored, long offset) {
    stored.tagged().ifPresent(range -> offsets.indivisible(range.start(), range.end()));
    if (!stored.counted()) {
      return;
    }
    counted.put(path, stored);
    known.remove(path);
    Long before = held.remove(path);
    OptionalLong now = stored.unfinished();
    if (now.isPresent()) {
      held.put(path, now.getAsLong());
      offsets.opened(now.getAsLong());
    }
    if (before != null && (now.isEmpty() || now.getAsLong() != before)) {
      offsets.indivisible(before, offset);
      offsets.closed(before);
    }
  }

  private boolean rotatesBefore(
      SinkRecord record, PartitionPath path, OpenFile file, OptionalLong time) {
    RotationPolicy policy = context.rotation();
    return (time.isPresent() && policy.elapsed(baseTime, time.getAsLong()))
        || policy.partitionChanged(lastPath, path)
        || (file == null && policy.atFileLimit(open.size()))
        || (file != null && record.originalKafkaOffset() >= file.limit())
        || (file != null && context.compatibility().rotates(file.schema(), record.valueSchema()));
  }

  private void opened(PartitionPath path, OpenFile file, long offset, OptionalLong time) {
    if (open.isEmpty()) {
      baseTime = time.orElse(0);
      long now = context.clock().millis();
      RotationPolicy policy = context.rotation();
      if (policy.idle(lastRecordAt, now)) {
        busySince = now;
      }
      dueAt = Math.min(policy.nextScheduled(now), policy.busyUntil(busySince, now));
    }
    open.put(path, file);
    offsets.opened(offset);
  }

  /** Returns the number of open files. */
  public int openFiles() {
    return open.size();
  }

  /** Whether the open files hold as many records as they may. */
  public boolean full() {
    return context.rotation().full(records);
  }

  /**
   * Returns the time at which the open files are closed if no record comes until then, in
   * milliseconds since the epoch; {@code Long.MAX_VALUE} for never.
   */
  public long dueAt() {
    return open.isEmpty() ? dueAt : Math.min(dueAt, context.rotation().idleAt(lastRecordAt));
  }

  /** Completes the open files; each is in {@link #sealed()} until it is stored. */
  public void seal() {
    List.copyOf(open.keySet()).forEach(this::seal);
  }

  private void seal(PartitionPath path) {
    OpenFile file = open.remove(path);
    context.memory().changed(-file.memory());
    sealed.add(file.seal(context.keys(), origin));
    records -= file.records();
    if (open.isEmpty()) {
      lastPath = null;
      dueAt = Long.MAX_VALUE;
    }
  }

  /** Returns the heap that the largest open file uses, in bytes; 0 if no file is open. */
  long largestFile() {
    return largest().map(OpenFile::memory).orElse(0L);
  }

  /**
   * Completes the largest open file. The others stay open: each path has its own sequence of files.
   */
  void sealLargest() {
    largest().map(OpenFile::path).ifPresent(this::seal);
  }

  private Optional<OpenFile> largest() {
    return open.values().stream().max(Comparator.comparingLong(OpenFile::memory));
  }

  public List<SealedFile> sealed() {
    return List.copyOf(sealed);
  }

  /** Notes the result of storing a sealed file. */
  void stored(SealedFile file, Stored result) {
    OffsetRange range = result instanceof Conflict lost ? lost.winner() : file.range();
    StoredObjects.requireSameOrigin(file, range);
    if (range.end() < file.range().end()) {
      conflict = true;
      return;
    }
    sealed.remove(file);
    file.spool().close();
    offsets.closed(file.range().start());
    StoredObjects stored = counted.getOrDefault(file.path(), known.get(file.path()));
    if (stored != null) {
      stored.add(range);
    }
  }

  /** Whether another writer stored a part of a file, so that the rest must be read again. */
  public boolean conflict() {
    return conflict;
  }

  /** Returns the offset to commit, see {@link OffsetTracker#committable}. */
  public OptionalLong committable() {
    return offsets.committable();
  }

  /** Returns the offset to commit, see {@link OffsetTracker#committable(long)}. */
  public long committable(long completed) {
    return offsets.committable(completed);
  }

  /** Discards all files that are not durable. */
  @Override
  public void close() {
    open.values().forEach(file -> context.memory().changed(-file.memory()));
    open.values().forEach(OpenFile::close);
    sealed.forEach(file -> file.spool().close());
    open.clear();
    sealed.clear();
  }
}
