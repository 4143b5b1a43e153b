package io.tweetsentiment.connect.s3.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The temporary file that holds the bytes of one object until it is uploaded, so that open files
 * use disk instead of heap and a failed upload can be repeated. The file has no name once it is
 * open, so the operating system deletes it when it is closed or the process ends.
 */
public final class Spool implements AutoCloseable {
  /** Heap that an open spool uses. */
  public static final int BUFFER_BYTES = 1 << 14;

  /**
   * Not a channel: the SDK ends a request that takes too long by interrupting its thread, and an
   * interrupted thread closes a channel that it reads. The bytes would be gone.
   */
  private final RandomAccessFile file;

  private final OutputStream out;
  private long written;

  public Spool() {
    try {
      Path path = Files.createTempFile("s3-sink-", ".spool");
      file = new RandomAccessFile(path.toFile(), "rw");
      Files.delete(path);
      out = new BufferedOutputStream(new Unbuffered(file), BUFFER_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot create a temporary file in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  /**
   * Returns a stream for the format to write to; the spool stays readable after the stream is
   * closed.
   */
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
        written++;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }

  public long size() {
    return written;
  }

  /** Returns a stream over the written bytes. */
  public InputStream input() {
    return input(0, written);
  }

  /** Returns a stream over a part of the written bytes. */
  public InputStream input(long position, long length) {
    return new InputStream() {
      private long at = position;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int wanted) throws IOException {
        long left = position + length - at;
        if (wanted == 0) {
          return 0;
        }
        if (left <= 0) {
          return -1;
        }
        int count = (int) Math.min(wanted, left);
        int read = Spool.this.read(at, bytes, offset, count);
        if (read > 0) {
          at += read;
        }
        return read;
      }
    };
  }

  private int read(long position, byte[] bytes, int offset, int count) throws IOException {
    synchronized (file) {
      file.seek(position);
      return file.read(bytes, offset, count);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a temporary file", e);
    }
  }

  private static final class Unbuffered extends OutputStream {
    private final RandomAccessFile file;

    Unbuffered(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      file.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }
  }
}
