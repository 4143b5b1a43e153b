package io.tweetsentiment.connect.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** The rows of a Parquet file in memory, read with Parquet's reader. */
record ParquetRows(MessageType schema, List<GenericRecord> records) {
  static ParquetRows read(byte[] bytes) throws IOException {
    InputFile file = new Bytes(bytes);
    return read(file, AvroParquetReader.builder(file, new PlainParquetConfiguration()));
  }

  /** Reads numbers and bytes instead of dates, times and decimals. */
  static ParquetRows plain(byte[] bytes) throws IOException {
    InputFile file = new Bytes(bytes);
    return read(
        file,
        AvroParquetReader.<GenericRecord>builder(file, new PlainParquetConfiguration())
            .withDataModel(new GenericData())
            .withCompatibility(false));
  }

  private static ParquetRows read(InputFile file, AvroParquetReader.Builder<GenericRecord> builder)
      throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader = builder.build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        records.add(row);
      }
    }
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      return new ParquetRows(reader.getFileMetaData().getSchema(), records);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Bytes(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      InputStream in =
          new InputStream() {
            @Override
            public int read() {
              return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
              if (!buffer.hasRemaining()) {
                return -1;
              }
              int count = Math.min(length, buffer.remaining());
              buffer.get(target, offset, count);
              return count;
            }
          };
      return new DelegatingSeekableInputStream(in) {
        @Override
        public long getPos() {
          return buffer.position();
        }

        @Override
        public void seek(long position) {
          buffer.position((int) position);
        }
      };
    }
  }
}
