package io.tweetsentiment.emulators.corpus;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of a file, with some that were looked at ahead. */
final class LineReader implements Closeable {

  /** Longer than what any stream takes; of a longer line only the beginning is kept. */
  static final int LONGEST = 16 << 20;

  private static final int BUFFER = 64 * 1024;

  /**
   * Lines that were taken and are still held: a file whose every line is looked over fills none.
   */
  private static final int MOST_TAKEN = 1_000;

  /**
   * A line without its line feed.
   *
   * @param number from 1
   * @param fault why it is not to be read, null when it is
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Line(long number, byte[] bytes, String fault) {}

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final List<Line> ahead = new ArrayList<>();
  private int taken;
  private int at;
  private int filled;
  private long number;
  private boolean ended;

  private LineReader(InputStream in) {
    this.in = in;
  }

  static LineReader open(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      plain.mark(2);
      boolean gzip = plain.read() == 0x1f && plain.read() == 0x8b;
      plain.reset();
      return new LineReader(Utf8Input.of(gzip ? new GZIPInputStream(plain, BUFFER) : plain));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Whether a byte-order mark of UTF-8 stands at a place. */
  static boolean marks(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && bytes[at] == (byte) 0xEF
        && bytes[at + 1] == (byte) 0xBB
        && bytes[at + 2] == (byte) 0xBF;
  }

  /** The next line; null at the end. */
  Line next() {
    return taken == ahead.size() ? read() : skip(1);
  }

  /**
   * A line further on, which stays to be read.
   *
   * @param distance 0 for the next one
   * @param seen bytes between here and there
   * @return null at the end, or when that is too far to look
   */
  Line ahead(int distance, int seen) {
    while (ahead.size() - taken <= distance && seen <= LONGEST) {
      Line line = read();
      if (line == null) {
        return null;
      }
      ahead.add(line);
    }
    return seen <= LONGEST ? ahead.get(taken + distance) : null;
  }

  /** Takes lines that were looked at; the last of them. */
  Line skip(int count) {
    taken += count;
    Line last = ahead.get(taken - 1);
    if (taken == ahead.size() || taken > MOST_TAKEN) {
      ahead.subList(0, taken).clear();
      taken = 0;
    }
    return last;
  }

  private Line read() {
    if (ended) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    while (true) {
      if (at == filled) {
        String broken = fill();
        if (broken != null) {
          ended = true;
          return new Line(number, line.toByteArray(), broken);
        }
      }
      if (filled < 0) {
        ended = true;
        return length == 0 ? null : line(line, length);
      }
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, at, Math.min(end - at, LONGEST - line.size()));
      length += end - at;
      at = end;
      if (at < filled) {
        at++;
        return line(line, length);
      }
    }
  }

  /** Fills the buffer; why that failed, null when it did not. */
  private String fill() {
    at = 0;
    try {
      filled = in.read(buffer);
      return null;
    } catch (IOException e) {
      filled = -1;
      return "the file breaks off here: " + e.getMessage();
    }
  }

  private Line line(ByteArrayOutputStream line, long length) {
    return new Line(
        number,
        line.toByteArray(),
        length > LONGEST
            ? "the line has " + length + " bytes, of which only " + LONGEST + " are kept"
            : null);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
