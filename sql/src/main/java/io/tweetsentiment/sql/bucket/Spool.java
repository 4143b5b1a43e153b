package io.tweetsentiment.sql.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for the bytes of objects that are too large for the memory. Its files have no name, so
 * that none is left behind.
 */
public final class Spool {

  private final Path folder;

  public Spool(Path folder) {
    this.folder = folder;
  }

  /**
   * A new, empty file.
   *
   * @throws SpoolException when the folder cannot be written
   */
  public SpoolFile newFile() {
    try {
      Files.createDirectories(folder);
      return new SpoolFile(Files.createTempFile(folder, "object-", ".spool"));
    } catch (IOException e) {
      throw new SpoolException("cannot create a file in " + folder, e);
    }
  }

  /** A file of the spool: written once, then read. */
  public static final class SpoolFile implements Content {

    private final Path path;

    /** Not a channel, which an interrupt of the thread would close. */
    private final RandomAccessFile file;

    private long length;

    private SpoolFile(Path path) throws IOException {
      this.path = path;
      this.file = new RandomAccessFile(path.toFile(), "rw");
      // Its bytes are freed when it is closed, also by a process that is killed.
      Files.delete(path);
    }

    /**
     * Appends what the stream holds.
     *
     * @throws IOException when the stream fails; what it gave before that is appended
     * @throws SpoolException when the file cannot be written
     */
    public void append(InputStream in) throws IOException {
      byte[] buffer = new byte[64 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        append(buffer, 0, read);
      }
    }

    private void append(byte[] bytes, int offset, int count) {
      try {
        file.seek(length);
        file.write(bytes, offset, count);
        length += count;
      } catch (IOException e) {
        throw failed("written", e);
      }
    }

    /** Drops what the file holds. */
    public void clear() {
      try {
        file.setLength(0);
        length = 0;
      } catch (IOException e) {
        throw failed("written", e);
      }
    }

    /** A stream that appends to the file. */
    public OutputStream output() {
      return new OutputStream() {
        @Override
        public void write(int value) {
          append(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
          append(bytes, offset, count);
        }
      };
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public int read(long position, byte[] into, int offset, int count) {
      try {
        file.seek(position);
        return file.read(into, offset, count);
      } catch (IOException e) {
        throw failed("read", e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw failed("closed", e);
      }
    }

    private SpoolException failed(String what, IOException e) {
      return new SpoolException("the file " + path + " cannot be " + what, e);
    }
  }
}
