package io.tweetsentiment.connect.s3.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The temporary file that holds the bytes of one object until it is uploaded, so that open files
 * use disk instead of heap and a failed upload can be repeated. The file is deleted when it is
 * closed and, if the operating system allows it, when the process ends.
 */
public final class Spool implements AutoCloseable {
  private final FileChannel channel;
  private final OutputStream out;
  private long written;

  public Spool() {
    try {
      Path file = Files.createTempFile("s3-sink-", ".spool");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
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

  /** Returns a stream over a part of the written bytes. */
  InputStream input(long position, long length) {
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
        int read = channel.read(ByteBuffer.wrap(bytes, offset, count), at);
        if (read > 0) {
          at += read;
        }
        return read;
      }
    };
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close a temporary file", e);
    }
  }
}
