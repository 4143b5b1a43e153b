package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Makes Parquet write to a spool instead of a Hadoop file system. */
record SpoolOutputFile(Spool spool) implements OutputFile {
  @Override
  public PositionOutputStream create(long blockSizeHint) {
    OutputStream out = spool.output();
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return spool.size();
      }

      @Override
      public void write(int b) throws IOException {
        out.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
