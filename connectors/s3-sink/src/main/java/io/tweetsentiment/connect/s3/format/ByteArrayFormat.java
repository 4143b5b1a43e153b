package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The bytes of values as they are, with a separator after each. A reader can only split them again
 * if no value contains the separator.
 */
public final class ByteArrayFormat implements Format {
  private final String extension;
  private final byte[] separator;
  private final Gzip gzip;

  /**
   * @param extension the extension before that of the compression, including the dot
   */
  public ByteArrayFormat(String extension, byte[] separator, Gzip gzip) {
    this.extension = extension + gzip.extension();
    this.separator = separator.clone();
    this.gzip = gzip;
  }

  @Override
  public String extension() {
    return extension;
  }

  @Override
  public RecordWriter open(Schema schema, Spool spool) throws IOException {
    OutputStream out = gzip.over(spool.output());
    return new RecordWriter() {
      @Override
      public void write(SinkRecord record) throws IOException {
        out.write(bytes(record.value()));
        out.write(separator);
      }

      @Override
      public long memory() {
        return gzip.memory();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  /** Counts separators, so a value that contains one counts twice. */
  @Override
  public long records(Spool object) throws IOException {
    return separator.length == 0
        ? Format.super.records(object)
        : Separated.count(gzip.over(object.input()), separator);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    throw new DataException(
        "ByteArrayFormat requires values of bytes, not "
            + value.getClass().getSimpleName()
            + "; set value.converter=org.apache.kafka.connect.converters.ByteArrayConverter");
  }
}
