package io.tweetsentiment.emulators.kinesis;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * One file of a shard's log, a sequence of {@link Frame}s. The position of one frame per 64 KiB is
 * kept in memory.
 *
 * <p>Threading: one writer (under the lock of {@link ShardLog}), any number of readers, who see
 * only what {@link #publish} has published.
 */
final class Segment implements AutoCloseable {
  private static final int MARK_EVERY = 64 * 1024;
  private static final int CHUNK = 256 * 1024;

  /** Where a frame begins, and when its record arrived. */
  record Mark(long position, long arrivedAt) {}

  /** The part of the file that can be read: its bytes, and the records in them. */
  record Extent(long bytes, long nextCounter, long newestArrival) {}

  private final Path file;
  private final long first;
  private final FileChannel channel;
  private final ConcurrentSkipListMap<Long, Mark> marks = new ConcurrentSkipListMap<>();
  private volatile Extent extent;
  private long marked = -MARK_EVERY;

  private Segment(Path file, long first, FileChannel channel) {
    this.file = file;
    this.first = first;
    this.channel = channel;
    this.extent = new Extent(0, first, 0);
  }

  /**
   * Opens a file, or creates it. An incomplete or damaged end is cut off: it was never
   * acknowledged.
   */
  static Segment open(Path directory, long first) throws IOException {
    Path file = directory.resolve(String.format(Locale.ROOT, "%019d.log", first));
    Segment segment = new Segment(file, first, FileChannel.open(file, CREATE, READ, WRITE));
    segment.recover();
    return segment;
  }

  private void recover() throws IOException {
    FrameReader frames = new FrameReader(channel, 0, channel.size(), CHUNK);
    while (frames.next()) {
      StoredRecord record = frames.record();
      mark(record.counter(), frames.position(), record.arrivedAt());
      extent = new Extent(frames.end(), record.counter() + 1, record.arrivedAt());
    }
    channel.truncate(extent.bytes());
  }

  long first() {
    return first;
  }

  Extent extent() {
    return extent;
  }

  void write(ByteBuffer frames, long position) throws IOException {
    while (frames.hasRemaining()) {
      position += channel.write(frames, position);
    }
  }

  /** Remembers the position of a frame, once per 64 KiB. */
  void mark(long counter, long position, long arrivedAt) {
    if (position - marked >= MARK_EVERY) {
      marks.put(counter, new Mark(position, arrivedAt));
      marked = position;
    }
  }

  /** Removes the frames and marks of a failed append. */
  void rollBack() throws IOException {
    Extent kept = extent;
    marks.tailMap(kept.nextCounter()).clear();
    marked = marks.isEmpty() ? -MARK_EVERY : marks.lastEntry().getValue().position();
    channel.truncate(kept.bytes());
  }

  void publish(Extent written) {
    extent = written;
  }

  void force() throws IOException {
    channel.force(false);
  }

  /** Adds the records from {@code counter} on, until one of the limits is reached. */
  void read(long counter, List<StoredRecord> target, int limit, long maxBytes) throws IOException {
    Extent readable = extent;
    Map.Entry<Long, Mark> near = marks.floorEntry(counter);
    long from = near == null ? 0 : near.getValue().position();
    FrameReader frames = new FrameReader(channel, from, readable.bytes(), CHUNK);
    long bytes = 0;
    while (target.size() < limit && bytes < maxBytes && frames.next()) {
      if (frames.counter() >= counter) {
        StoredRecord record = frames.record();
        bytes += record.data().length + record.partitionKey().length();
        target.add(record);
      }
    }
  }

  /**
   * Counter of the first record that arrived at {@code time} or later; the next counter if none
   * did.
   */
  long firstArrivedSince(long time) throws IOException {
    long from = 0;
    for (Mark mark : marks.values()) {
      if (mark.arrivedAt() >= time) {
        break;
      }
      from = mark.position();
    }
    FrameReader frames = new FrameReader(channel, from, extent.bytes(), CHUNK);
    while (frames.next()) {
      if (frames.arrivedAt() >= time) {
        return frames.counter();
      }
    }
    return extent.nextCounter();
  }

  /** Deletes the file; reads in progress can still finish. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
