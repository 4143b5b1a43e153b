package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.avro.AvroData;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Avro container files, {@code .avro}. */
public final class AvroFormat implements Format {
  /** A block with its compressed form, and a record larger than a block is encoded beside it. */
  private static final long BLOCK_BYTES = 3L * DataFileConstants.DEFAULT_SYNC_INTERVAL;

  private final AvroData data;
  private final String codec;

  public AvroFormat(AvroData data, String codec) {
    this.data = data;
    this.codec = codec;
  }

  @Override
  public String extension() {
    return ".avro";
  }

  @Override
  public RecordWriter open(Schema schema, Spool spool) throws IOException {
    if (schema == null) {
      throw new DataException("Avro files require values with a schema; check value.converter");
    }
    DataFileWriter<Object> file = new DataFileWriter<>(new GenericDatumWriter<>());
    file.setCodec(CodecFactory.fromString(codec));
    file.create(data.avroSchema(schema), spool.output());
    return new RecordWriter() {
      @Override
      public void write(SinkRecord record) throws IOException {
        Object value = data.avroValue(schema, record.value());
        try {
          file.append(value);
        } catch (DataFileWriter.AppendWriteException e) {
          // The file is unchanged: the writer encodes a record before it adds it.
          throw new DataException("Avro cannot encode the value: " + e.getMessage(), e);
        }
      }

      @Override
      public long memory() {
        return BLOCK_BYTES;
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public long records(Spool object) throws IOException {
    long records = 0;
    try (DataFileStream<Object> file =
        new DataFileStream<>(object.input(), new GenericDatumReader<>())) {
      while (file.hasNext()) {
        records += file.getBlockCount();
        file.nextBlock();
      }
    } catch (AvroRuntimeException e) {
      throw new IOException("Not an Avro file: " + e.getMessage(), e);
    }
    return records;
  }
}
