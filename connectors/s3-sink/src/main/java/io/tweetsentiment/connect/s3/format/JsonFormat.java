package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * JSON lines, {@code .json} or {@code .json.gz}: one JSON object per line, in the form of Connect's
 * JSON converter without schemas. Timestamps are milliseconds since the epoch.
 */
public final class JsonFormat implements Format {
  private final JsonConverter converter = new JsonConverter();
  private final boolean gzip;
  private final int level;

  /**
   * @param decimals {@code BASE64} or {@code NUMERIC}
   * @param level the compression level of gzip; -1 for the default
   */
  public JsonFormat(String decimals, boolean gzip, int level) {
    // A null stays null, as in the other formats, even if the schema has a default.
    converter.configure(
        Map.of(
            "schemas.enable", false,
            "decimal.format", decimals,
            "replace.null.with.default", false),
        false);
    this.gzip = gzip;
    this.level = level;
  }

  @Override
  public String extension() {
    return gzip ? ".json.gz" : ".json";
  }

  @Override
  public RecordWriter open(Schema schema, Spool spool) throws IOException {
    OutputStream out = gzip ? new LeveledGzip(spool.output(), level) : spool.output();
    return new RecordWriter() {
      @Override
      public void write(SinkRecord record) throws IOException {
        out.write(json(record));
        out.write('\n');
      }

      @Override
      public long memory() {
        return gzip ? LeveledGzip.BYTES : 0;
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  private byte[] json(SinkRecord record) {
    try {
      return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      // The converter of Connect expects a value that fits its schema.
      throw new DataException("JSON cannot represent the value: " + e, e);
    }
  }

  private static final class LeveledGzip extends GZIPOutputStream {
    /** The buffers, and the window of the compressor, which is outside the heap. */
    static final long BYTES = 300_000;

    LeveledGzip(OutputStream out, int level) throws IOException {
      super(new BufferedOutputStream(out), 1 << 13);
      def.setLevel(level < 0 ? Deflater.DEFAULT_COMPRESSION : level);
    }
  }
}
