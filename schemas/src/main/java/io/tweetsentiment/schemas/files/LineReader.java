package io.tweetsentiment.schemas.files;

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

/** Reads a file line by line and can look ahead at later lines. */
final class LineReader implements Closeable {

  /**
   * Maximum size of a line in bytes, larger than any stream accepts; only the beginning of a longer
   * line is kept.
   */
  static final int LONGEST = 16 << 20;

  private static final int BUFFER = 64 * 1024;

  /**
   * Maximum number of lines that are kept after they were read, so that memory stays bounded when
   * every line is looked at ahead.
   */
  private static final int MOST_TAKEN = 1_000;

  /**
   * A line without its line feed.
   *
   * @param number from 1
   * @param fault why the line cannot be used; null when it can
   * @param end how the line ends
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Line(long number, byte[] bytes, String fault, TweetFile.End end) {}

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

  /** Whether the bytes at this index are a byte-order mark of UTF-8. */
  static boolean marks(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && bytes[at] == (byte) 0xEF
        && bytes[at + 1] == (byte) 0xBB
        && bytes[at + 2] == (byte) 0xBF;
  }

  /** Reads the next line; null at the end. */
  Line next() {
    return taken == ahead.size() ? read() : skip(1);
  }

  /**
   * Looks at a later line without reading it: {@link #next} still returns it.
   *
   * @param distance 0 for the next line
   * @param seen bytes of the lines before it that were looked at
   * @return null at the end, or when more than {@link #LONGEST} bytes were looked at
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

  /** Whether the end of the file was reached, also when it was only looked at. */
  boolean ended() {
    return ended;
  }

  /** Skips lines that were looked at, and returns the last of them. */
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
          return new Line(number, line.toByteArray(), broken, TweetFile.End.BROKEN);
        }
      }
      if (filled < 0) {
        ended = true;
        return length == 0 ? null : line(line, length, TweetFile.End.OPEN);
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
        return line(line, length, TweetFile.End.CLOSED);
      }
    }
  }

  /** Fills the buffer. Returns why this failed; null when it succeeded. */
  private String fill() {
    at = 0;
    try {
      filled = in.read(buffer);
      return null;
    } catch (IOException e) {
      filled = -1;
      return "the file cannot be read beyond this point: " + e.getMessage();
    }
  }

  private Line line(ByteArrayOutputStream line, long length, TweetFile.End end) {
    return new Line(
        number,
        line.toByteArray(),
        length > LONGEST
            ? "the line has " + length + " bytes; only the first " + LONGEST + " are kept"
            : null,
        end);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
