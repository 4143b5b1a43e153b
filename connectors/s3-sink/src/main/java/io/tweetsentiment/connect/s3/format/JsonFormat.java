package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
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
  private final Gzip gzip;

  /**
   * @param decimals {@code BASE64} or {@code NUMERIC}
   */
  public JsonFormat(String decimals, Gzip gzip) {
    // A null stays null, as in the other formats, even if the schema has a default.
    converter.configure(
        Map.of(
            "schemas.enable", false,
            "decimal.format", decimals,
            "replace.null.with.default", false),
        false);
    this.gzip = gzip;
  }

  @Override
  public String extension() {
    return ".json" + gzip.extension();
  }

  @Override
  public RecordWriter open(Schema schema, Spool spool) throws IOException {
    OutputStream out = gzip.over(spool.output());
    return new RecordWriter() {
      @Override
      public void write(SinkRecord record) throws IOException {
        out.write(json(record));
        out.write('\n');
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

  @Override
  public long records(Spool object) throws IOException {
    return Separated.count(gzip.over(object.input()), new byte[] {'\n'});
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
}
