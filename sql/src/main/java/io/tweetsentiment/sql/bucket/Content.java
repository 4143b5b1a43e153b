package io.tweetsentiment.sql.bucket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of an object, in memory or in a file, read at any position.
 *
 * <p>Threading: used by one thread at a time.
 */
public interface Content extends Closeable {

  /** Number of bytes. */
  long length();

  /**
   * Reads up to {@code length} bytes from a position.
   *
   * @return the number of bytes read; -1 at the end
   * @throws SpoolException when the file that holds the bytes cannot be read
   */
  int read(long position, byte[] into, int offset, int length);

  /** The bytes from a position on. Closing the stream does not close this content. */
  default ContentStream stream(long position) {
    return new ContentStream(this, position);
  }

  @Override
  void close();

  /** A stream over a content that knows its position. */
  final class ContentStream extends InputStream {

    private static final int BUFFER = 8 << 10;

    private final Content content;
    private final byte[] buffer = new byte[BUFFER];
    private long start;
    private int size;
    private int place;

    private ContentStream(Content content, long position) {
      this.content = content;
      this.start = position;
    }

    /** Position in the content of the next byte. */
    public long position() {
      return start + place;
    }

    /** Number of bytes after the position. */
    public long remaining() {
      return Math.max(0, content.length() - position());
    }

    /** Continues at another position. */
    public void moveTo(long position) throws IOException {
      if (position < 0 || position > content.length()) {
        throw new IOException(
            "position " + position + " in an object of " + content.length() + " bytes");
      }
      if (position >= start && position <= start + size) {
        place = (int) (position - start);
      } else {
        start = position;
        size = 0;
        place = 0;
      }
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, remaining());
    }

    @Override
    public int read() {
      return place < size || fill() ? buffer[place++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (place == size && length >= BUFFER) {
        int read = content.read(position(), into, offset, length);
        start = position() + Math.max(read, 0);
        size = 0;
        place = 0;
        return read;
      }
      if (place == size && !fill()) {
        return -1;
      }
      int taken = Math.min(length, size - place);
      System.arraycopy(buffer, place, into, offset, taken);
      place += taken;
      return taken;
    }

    private boolean fill() {
      start = position();
      place = 0;
      size = Math.max(0, content.read(start, buffer, 0, BUFFER));
      return size > 0;
    }
  }
}
