package io.tweetsentiment.emulators.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * The records of one shard on disk, in files of limited size, each named after its first counter.
 *
 * <p>An append returns once its records are in the page cache of the operating system, so they
 * survive the end of this JVM. With {@code fsync} it returns once they are on the disk, so they
 * also survive a crash of the machine.
 *
 * <p>Threading: thread-safe; only one append runs at a time, reads never wait.
 */
final class ShardLog implements AutoCloseable {
  /** A record to append. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Put(String partitionKey, byte[] data) {}

  private static final int BUFFER = StoredRecord.MAX_BYTES + 64 * 1024;

  private final Path directory;
  private final long segmentBytes;
  private final boolean fsync;
  private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final List<Segment> dropped = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long lastArrival;

  private ShardLog(Path directory, long segmentBytes, boolean fsync) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
    this.fsync = fsync;
  }

  static ShardLog open(Path directory, long segmentBytes, boolean fsync) throws IOException {
    Files.createDirectories(directory);
    ShardLog log = new ShardLog(directory, segmentBytes, fsync);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".log")) {
          log.add(Segment.open(directory, Long.parseLong(name.substring(0, name.length() - 4))));
        }
      }
    }
    if (log.segments.isEmpty()) {
      log.add(Segment.open(directory, 1));
    }
    return log;
  }

  private void add(Segment segment) throws IOException {
    if (!segments.isEmpty() && next() != segment.first()) {
      throw new IOException(
          directory
              + ": the file before record "
              + segment.first()
              + " is damaged at record "
              + next());
    }
    segments.put(segment.first(), segment);
    lastArrival = Math.max(lastArrival, segment.extent().newestArrival());
  }

  /**
   * Appends records and returns once they are durable.
   *
   * @return counter of the first record; the others follow without a gap
   */
  synchronized long append(List<Put> puts, long now) throws IOException {
    Segment active = active();
    long arrivedAt = Math.max(now, lastArrival);
    long first = active.extent().nextCounter();
    try {
      Segment.Extent written = write(active, puts, arrivedAt);
      if (fsync) {
        active.force();
      }
      active.publish(written);
    } catch (IOException e) {
      active.rollBack();
      throw e;
    } finally {
      buffer.clear();
    }
    lastArrival = arrivedAt;
    return first;
  }

  private Segment active() throws IOException {
    Segment last = segments.lastEntry().getValue();
    if (last.extent().bytes() >= segmentBytes) {
      add(Segment.open(directory, last.extent().nextCounter()));
    }
    return segments.lastEntry().getValue();
  }

  private Segment.Extent write(Segment active, List<Put> puts, long arrivedAt) throws IOException {
    long counter = active.extent().nextCounter();
    long flushed = active.extent().bytes();
    for (Put put : puts) {
      byte[] key = put.partitionKey().getBytes(StandardCharsets.UTF_8);
      if (buffer.remaining() < Frame.size(key, put.data())) {
        flushed = flush(active, flushed);
      }
      active.mark(counter, flushed + buffer.position(), arrivedAt);
      Frame.write(buffer, counter++, arrivedAt, key, put.data());
    }
    return new Segment.Extent(flush(active, flushed), counter, arrivedAt);
  }

  private long flush(Segment active, long position) throws IOException {
    buffer.flip();
    int bytes = buffer.limit();
    active.write(buffer, position);
    buffer.clear();
    return position + bytes;
  }

  /** Reads from {@code counter}, or from the oldest remaining record if that is later. */
  List<StoredRecord> read(long counter, int limit, long maxBytes) throws IOException {
    List<StoredRecord> records = new ArrayList<>();
    Map.Entry<Long, Segment> from = segments.floorEntry(counter);
    Segment segment = (from == null ? segments.firstEntry() : from).getValue();
    if (counter >= segment.extent().nextCounter()) {
      Map.Entry<Long, Segment> later = segments.higherEntry(segment.first());
      segment = later == null ? segment : later.getValue();
    }
    segment.read(counter, records, limit, maxBytes);
    return records;
  }

  /** The counter of the next record. */
  long next() {
    return segments.lastEntry().getValue().extent().nextCounter();
  }

  long firstArrivedSince(long time) throws IOException {
    for (Segment segment : segments.values()) {
      if (segment.extent().newestArrival() >= time) {
        return segment.firstArrivedSince(time);
      }
    }
    return next();
  }

  /**
   * Deletes the files in which all records arrived before {@code time}, but never the newest file.
   */
  synchronized void dropBefore(long time) throws IOException {
    while (segments.size() > 1
        && segments.firstEntry().getValue().extent().newestArrival() < time) {
      Segment oldest = segments.pollFirstEntry().getValue();
      oldest.delete();
      dropped.add(oldest);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    dropped.addAll(segments.values());
    for (Segment segment : dropped) {
      segment.close();
    }
  }
}
