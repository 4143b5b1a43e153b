package io.tweetsentiment.emulators.kinesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads the intact frames of a file between two positions. Stops at the first damaged frame. */
final class FrameReader {
  private final FileChannel channel;
  private final long limit;
  private ByteBuffer chunk;
  private long chunkAt;
  private long next;
  private int start;
  private int length;

  FrameReader(FileChannel channel, long from, long limit, int chunkBytes) {
    this.channel = channel;
    this.limit = limit;
    this.chunk = ByteBuffer.allocate((int) Math.min(chunkBytes, Math.max(0, limit - from))).flip();
    this.chunkAt = from;
    this.next = from;
  }

  boolean next() throws IOException {
    if (limit - next < Frame.HEAD) {
      return false;
    }
    load(Frame.HEAD);
    length = chunk.getInt((int) (next - chunkAt));
    if (!Frame.plausible(length) || limit - next < Frame.HEAD + length) {
      return false;
    }
    load(Frame.HEAD + length);
    start = (int) (next - chunkAt);
    if (!Frame.intact(chunk, start, length)) {
      return false;
    }
    next += Frame.HEAD + length;
    return true;
  }

  private void load(int needed) throws IOException {
    if (next + needed <= chunkAt + chunk.limit()) {
      return;
    }
    int size = (int) Math.min(Math.max(needed, chunk.capacity()), limit - next);
    chunk = size <= chunk.capacity() ? chunk.clear().limit(size) : ByteBuffer.allocate(size);
    chunkAt = next;
    while (chunk.hasRemaining()) {
      if (channel.read(chunk, chunkAt + chunk.position()) < 0) {
        throw new IOException("the file was truncated while it was read, at byte " + chunkAt);
      }
    }
    chunk.flip();
  }

  long counter() {
    return Frame.counter(chunk, start);
  }

  long arrivedAt() {
    return Frame.arrivedAt(chunk, start);
  }

  StoredRecord record() {
    return Frame.read(chunk, start, length);
  }

  /** Position of the frame in the file. */
  long position() {
    return next - Frame.HEAD - length;
  }

  /** Position after the frame in the file. */
  long end() {
    return next;
  }
}
