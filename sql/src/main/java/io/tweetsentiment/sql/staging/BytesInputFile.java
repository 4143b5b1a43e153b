package io.tweetsentiment.sql.staging;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file in memory. */
final class BytesInputFile implements InputFile {

  private final byte[] bytes;

  BytesInputFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Bytes stream = new Bytes(bytes);
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position();
      }

      @Override
      public void seek(long position) throws IOException {
        stream.moveTo(position);
      }
    };
  }

  /** The name of the file in the messages of the Parquet reader. */
  @Override
  public String toString() {
    return "the object";
  }

  private static final class Bytes extends ByteArrayInputStream {

    private Bytes(byte[] bytes) {
      super(bytes);
    }

    private synchronized int position() {
      return pos;
    }

    private synchronized void moveTo(long position) throws EOFException {
      if (position < 0 || position > count) {
        throw new EOFException("position " + position + " in a file of " + count + " bytes");
      }
      pos = (int) position;
    }
  }
}
