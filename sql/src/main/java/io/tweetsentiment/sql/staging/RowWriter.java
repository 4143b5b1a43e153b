package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes rows of a table as the Parquet that COPY reads: all columns, by position. */
final class RowWriter implements AutoCloseable {

  private static final long ROW_GROUP_BYTES = 8L << 20;

  private final WarehouseTable table;
  private final OutputFile file;
  private Schema schema;
  private ParquetWriter<GenericRecord> writer;

  RowWriter(WarehouseTable table, OutputStream out) {
    this.table = table;
    this.file = new StreamFile(out);
  }

  /** Appends a row; all rows have the same types. */
  void write(Column.Type[] types, Object[] values) throws IOException {
    if (writer == null) {
      schema = schema(table, types);
      writer =
          AvroParquetWriter.<GenericRecord>builder(file)
              .withConf(new PlainParquetConfiguration())
              .withSchema(schema)
              .withDataModel(GenericData.get())
              .withCompressionCodec(CompressionCodecName.SNAPPY)
              .withRowGroupSize(ROW_GROUP_BYTES)
              // By default a hundred rows of any width are in memory before their size is looked
              // at.
              .withMinRowCountForPageSizeCheck(10)
              .build();
    }
    GenericRecord row = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      row.put(i, values[i] == null ? null : value(types[i], values[i]));
    }
    writer.write(row);
  }

  private static Object value(Column.Type type, Object value) {
    return switch (type) {
      case STRING -> Texts.storable((CharSequence) value);
      case INT -> ((Number) value).intValue();
      case BOOLEAN, LONG, DOUBLE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS -> value;
    };
  }

  private static Schema schema(WarehouseTable table, Column.Type[] types) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Column column : table.columns()) {
      Schema type = type(types[fields.size()]);
      fields.add(
          new Schema.Field(
              column.name(),
              column.nullable() ? Schema.createUnion(Schema.create(Schema.Type.NULL), type) : type,
              null,
              null));
    }
    return Schema.createRecord(table.tableName(), null, "io.tweetsentiment.sql", false, fields);
  }

  private static Schema type(Column.Type type) {
    return switch (type) {
      case STRING -> Schema.create(Schema.Type.STRING);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case INT -> Schema.create(Schema.Type.INT);
      case LONG -> Schema.create(Schema.Type.LONG);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      case TIMESTAMP_MILLIS ->
          LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case TIMESTAMP_MICROS ->
          LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
    };
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }

  /** An output stream as a file of Parquet's writer. */
  private record StreamFile(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counting(out);
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

  private static final class Counting extends DelegatingPositionOutputStream {
    private long position;

    private Counting(OutputStream out) {
      super(out);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      super.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      super.write(bytes);
      position += bytes.length;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      super.write(bytes, offset, length);
      position += length;
    }
  }
}
