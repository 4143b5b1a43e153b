package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Makes Parquet read a spool instead of a Hadoop file system. */
record SpoolInputFile(Spool spool) implements InputFile {
  @Override
  public long getLength() {
    return spool.size();
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Position(spool));
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final Position position;

    Stream(Position position) {
      super(position);
      this.position = position;
    }

    @Override
    public long getPos() {
      return position.at;
    }

    @Override
    public void seek(long to) {
      position.at = to;
    }
  }

  private static final class Position extends InputStream {
    private final Spool spool;
    private long at;

    Position(Spool spool) {
      this.spool = spool;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = spool.input(at, spool.size() - at).read(bytes, offset, length);
      at += Math.max(0, read);
      return read;
    }
  }
}
