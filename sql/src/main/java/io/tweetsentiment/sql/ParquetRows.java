package io.tweetsentiment.sql;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;

/** The rows of a Parquet object as COPY text, columns found by name. */
final class ParquetRows {

  /** Empty and shared: one with Hadoop's defaults parses their XML for every object. */
  private static final ParquetConfiguration CONFIGURATION =
      new HadoopParquetConfiguration(new Configuration(false));

  private final byte[] copyText;
  private final long rows;
  private final OptionalLong endOffset;

  private ParquetRows(byte[] copyText, long rows, OptionalLong endOffset) {
    this.copyText = copyText;
    this.rows = rows;
    this.endOffset = endOffset;
  }

  /** The caller must not change it. */
  byte[] copyText() {
    return copyText;
  }

  long rows() {
    return rows;
  }

  /** Greatest offset, absent when there is no row. */
  OptionalLong endOffset() {
    return endOffset;
  }

  /**
   * Reads a whole object.
   *
   * @throws LoadException when it is no Parquet file or a column does not fit the table
   */
  static ParquetRows read(WarehouseTable table, String key, InputFile file) {
    CopyText text = new CopyText();
    long rows = 0;
    long end = -1;
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(file, CONFIGURATION)
            .withDataModel(GenericData.get())
            .build()) {
      List<Column> columns = table.columns();
      int[] places = null;
      Column.Type[] types = new Column.Type[columns.size()];
      int offsetColumn = columns.size() - 1;
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        if (places == null) {
          places = places(key, columns, row.getSchema(), types);
        }
        for (int i = 0; i < places.length; i++) {
          text.value(types[i], places[i] < 0 ? null : row.get(places[i]));
        }
        text.endRow();
        end = Math.max(end, (Long) row.get(places[offsetColumn]));
        rows++;
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof LoadException known) {
        throw known;
      }
      throw unusable(key, "it cannot be read as Parquet (" + e.getMessage() + ")", e);
    }
    return new ParquetRows(
        text.bytes(), rows, rows == 0 ? OptionalLong.empty() : OptionalLong.of(end));
  }

  /** Position in the file of each column of the table, -1 where the file has none. */
  private static int[] places(
      String key, List<Column> columns, Schema schema, Column.Type[] types) {
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      Column column = columns.get(i);
      Schema.Field field = schema.getField(column.name());
      types[i] = column.type();
      places[i] = -1;
      if (field == null) {
        if (!column.nullable()) {
          throw unusable(key, "it has no column " + column.name(), null);
        }
        continue;
      }
      Column ofFile = Column.of(field);
      if (!column.accepts(ofFile)) {
        throw unusable(
            key,
            String.format(
                "its column %s is %s, not %s", column.name(), ofFile.type(), column.type()),
            null);
      }
      types[i] = ofFile.type();
      places[i] = field.pos();
    }
    return places;
  }

  private static LoadException unusable(String key, String why, Throwable cause) {
    return new LoadException(
        LoadException.Kind.DIE,
        "object " + key + " does not fit the table: " + why + ". Remove or repair the object.",
        cause);
  }
}
