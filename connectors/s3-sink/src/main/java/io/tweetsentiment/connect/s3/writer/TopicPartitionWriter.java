package io.tweetsentiment.connect.s3.writer;

import io.tweetsentiment.connect.s3.storage.ObjectStore.Conflict;
import io.tweetsentiment.connect.s3.storage.ObjectStore.Stored;
import io.tweetsentiment.connect.s3.storage.OffsetRange;
import io.tweetsentiment.connect.s3.storage.PartitionPath;
import io.tweetsentiment.connect.s3.storage.SealedFile;
import io.tweetsentiment.connect.s3.storage.StoredObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The open files of one topic partition, at most one per partition path, which are closed and
 * stored together.
 *
 * <h2>Why replay neither loses nor doubles a record</h2>
 *
 * <p>Say a path <em>p</em> has the records r1, r2, ... of this Kafka partition, in the order of
 * their offsets. A record belongs to one path, whoever reads it (this needs a partitioner that
 * looks at the record alone: with the wall-clock extractor a replay may choose another path).
 *
 * <ol>
 *   <li>A file of p holds consecutive records of p, and is durable before the next file of p is
 *       stored: no record is taken while sealed files wait. So the objects of p tile a beginning of
 *       r1, r2, ...: [r1..ri], [ri+1..rj], and so on, without gap or overlap.
 *   <li>The committed offset is the lowest start offset of files that are not durable, or the
 *       offset after the last record. Every record before it is in an object, so none is lost.
 *   <li>The committed offset is <em>not</em> always a border of every path: when the files A[0..20]
 *       and B[5..15] are stored and the process dies between the two, the offset 0 is committed
 *       still; but after a restart that stores B[5..12] and A is skipped to 20, it is 13, inside of
 *       A[0..20]. Therefore a record is not looked up by its own offset: when a path is first met
 *       its objects are listed, the object with the greatest start offset that is not above the
 *       record's is asked for its end offset, and the record is skipped when it lies in between. So
 *       none is doubled, from whatever offset the consumer starts, an operator's reset included.
 *   <li>Objects are created with {@code If-None-Match: *}. Two writers (one of them a zombie after
 *       a rebalance) that know the same tiles want to create the same key next, and one of them
 *       gets a 412. One that knows fewer tiles wants a key that exists, and gets a 412 as well. The
 *       loser reads the winner's end offset: if the winner holds all of its records they are
 *       durable, and later ones up to the winner's end are skipped; otherwise it drops its open
 *       files and has the consumer go back to the committed offset, where step 3 skips what the
 *       winner stored and the rest goes to a file under the next start offset.
 * </ol>
 *
 * <p>Owned by the task thread.
 */
public final class TopicPartitionWriter implements AutoCloseable {
  /** Paths remembered per topic partition; one that is forgotten is listed again. */
  private static final int KNOWN_PATHS = 1000;

  private final int kafkaPartition;
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
  private PartitionPath lastPath;
  private long records;
  private long baseTime;
  private long dueAt = Long.MAX_VALUE;
  private boolean conflict;

  public TopicPartitionWriter(int kafkaPartition, WriterContext context) {
    this.kafkaPartition = kafkaPartition;
    this.context = context;
  }

  /**
   * Takes a record into the open file of its path, skips it when it is durable, or reports it.
   *
   * @return false when the open files have to be stored before it can be taken
   */
  public boolean add(SinkRecord record) {
    long offset = record.originalKafkaOffset();
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
            "Record without a value; behavior.on.null.values=ignore leaves such records out");
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
    StoredObjects stored =
        known.computeIfAbsent(
            path, key -> new StoredObjects(context.store(), context.keys(), key, kafkaPartition));
    if (stored.cover(offset)) {
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
      file.add(context.compatibility().project(record, file.schema()));
    }
    lastPath = path;
    records++;
    return true;
  }

  private boolean rotatesBefore(
      SinkRecord record, PartitionPath path, OpenFile file, OptionalLong time) {
    RotationPolicy policy = context.rotation();
    return (time.isPresent() && policy.elapsed(baseTime, time.getAsLong()))
        || policy.partitionChanged(lastPath, path)
        || (file == null && policy.allOpen(open.size()))
        || (file != null && record.originalKafkaOffset() >= file.limit())
        || (file != null && context.compatibility().rotates(file.schema(), record.valueSchema()));
  }

  private void opened(PartitionPath path, OpenFile file, long offset, OptionalLong time) {
    if (open.isEmpty()) {
      baseTime = time.orElse(0);
      dueAt = context.rotation().nextScheduled(context.clock().millis());
    }
    open.put(path, file);
    offsets.opened(offset);
  }

  public boolean full() {
    return context.rotation().full(records);
  }

  /** When the schedule closes the files, in milliseconds since the epoch; the maximum for never. */
  public long dueAt() {
    return dueAt;
  }

  /** Completes the open files; they wait in {@link #sealed()} until each is stored. */
  public void seal() {
    open.values().forEach(file -> sealed.add(file.seal(context.keys(), kafkaPartition)));
    open.clear();
    lastPath = null;
    records = 0;
    dueAt = Long.MAX_VALUE;
  }

  public List<SealedFile> sealed() {
    return List.copyOf(sealed);
  }

  /** What became of a sealed file. */
  void stored(SealedFile file, Stored result) {
    OffsetRange range = result instanceof Conflict lost ? lost.winner() : file.range();
    if (range.end() < file.range().end()) {
      conflict = true;
      return;
    }
    sealed.remove(file);
    file.spool().close();
    offsets.closed(file.range().start());
    StoredObjects stored = known.get(file.path());
    if (stored != null) {
      stored.add(range);
    }
  }

  /** Whether another writer stored a part of a file, so that the rest has to be read again. */
  public boolean conflict() {
    return conflict;
  }

  /** The offset to commit, see {@link OffsetTracker#committable}. */
  public OptionalLong committable() {
    return offsets.committable();
  }

  /** Offset of the first record that lies in a file which is not durable; empty when none does. */
  public OptionalLong firstNotDurable() {
    return offsets.firstNotDurable();
  }

  /** Drops all files that are not durable. */
  @Override
  public void close() {
    open.values().forEach(OpenFile::close);
    sealed.forEach(file -> file.spool().close());
    open.clear();
    sealed.clear();
  }
}
