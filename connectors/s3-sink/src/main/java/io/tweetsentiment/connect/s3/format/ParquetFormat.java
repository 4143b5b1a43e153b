package io.tweetsentiment.connect.s3.format;

import io.tweetsentiment.connect.avro.AvroData;
import io.tweetsentiment.connect.s3.storage.Spool;
import java.io.IOException;
import java.util.Locale;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Parquet files, {@code .snappy.parquet}: one column per field in the order of the fields, optional
 * if the field is optional. Timestamps are TIMESTAMP_MILLIS in UTC, lists have three levels.
 */
public final class ParquetFormat implements Format {
  private final AvroData data;
  private final CompressionCodecName codec;
  private final long rowGroupBytes;
  private final SharedCodecs codecs =
      new SharedCodecs(
          new CodecFactory(new PlainParquetConfiguration(), ParquetWriter.DEFAULT_PAGE_SIZE));

  /**
   * @param rowGroupBytes heap that an open file may use before it writes a row group
   */
  public ParquetFormat(AvroData data, String codec, long rowGroupBytes) {
    this.data = data;
    this.codec =
        codec.equals("none")
            ? CompressionCodecName.UNCOMPRESSED
            : CompressionCodecName.valueOf(codec.toUpperCase(Locale.ROOT));
    this.rowGroupBytes = rowGroupBytes;
  }

  @Override
  public String extension() {
    return codec.getExtension() + ".parquet";
  }

  @Override
  public RecordWriter open(Schema schema, Spool spool) throws IOException {
    if (schema == null || schema.type() != Schema.Type.STRUCT) {
      throw new DataException(
          "Parquet files require structs with a schema, not "
              + (schema == null ? "values without a schema" : schema.type())
              + "; check value.converter");
    }
    ParquetWriter<Object> file = writer(schema, spool);
    ParquetMemory memory = new ParquetMemory(schema);
    return new RecordWriter() {
      @Override
      public void write(SinkRecord record) throws IOException {
        file.write(data.avroValue(schema, record.value()));
        memory.written(file.getDataSize(), spool.size());
      }

      @Override
      public long memory() {
        return memory.bytes();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  private ParquetWriter<Object> writer(Schema schema, Spool spool) throws IOException {
    try {
      return AvroParquetWriter.builder(new SpoolOutputFile(spool))
          .withSchema(data.avroSchema(schema))
          .withDataModel(GenericData.get())
          .withConf(new PlainParquetConfiguration())
          .config(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false")
          .withCompressionCodec(codec)
          .withCodecFactory(codecs)
          .withRowGroupSize(rowGroupBytes)
          .build();
    } catch (DataException e) {
      throw e;
    } catch (RuntimeException e) {
      // Parquet has no common exception for what it cannot represent. No file was begun.
      throw new DataException("Parquet cannot represent the schema: " + e.getMessage(), e);
    }
  }

  @Override
  public long records(Spool object) throws IOException {
    try (ParquetFileReader reader =
        new ParquetFileReader(
            new SpoolInputFile(object),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return reader.getRecordCount();
    } catch (RuntimeException e) {
      throw new IOException("Not a Parquet file: " + e.getMessage(), e);
    }
  }
}
