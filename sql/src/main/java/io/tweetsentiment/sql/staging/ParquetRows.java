package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * The rows of a Parquet object as COPY text, with columns matched by name, and the rejects of the
 * object.
 *
 * <p>An object that cannot be read to its end is rejected as a whole, so that the loaded rows do
 * not depend on where it is damaged.
 */
final class ParquetRows {

  /**
   * Empty and shared, because a configuration with Hadoop's defaults parses XML files for every
   * object.
   */
  private static final ParquetConfiguration CONFIGURATION =
      new HadoopParquetConfiguration(new Configuration(false));

  private final WarehouseTable table;
  private final CopyText text = new CopyText();
  private final List<Reject> rejects = new ArrayList<>();
  private long rows;
  private long endOffset = -1;

  private ParquetRows(WarehouseTable table) {
    this.table = table;
  }

  /** The text; the caller must not change it. */
  byte[] copyText() {
    return text.bytes();
  }

  /** Number of rows of the object, rejected ones included. */
  long rows() {
    return rows;
  }

  /** Greatest offset, absent when no row states one. */
  OptionalLong endOffset() {
    return endOffset < 0 ? OptionalLong.empty() : OptionalLong.of(endOffset);
  }

  List<Reject> rejects() {
    return List.copyOf(rejects);
  }

  /** Reads a whole object. Never fails because of its content: an unreadable object is rejected. */
  static ParquetRows read(WarehouseTable table, byte[] file) {
    ParquetRows read = new ParquetRows(table);
    try {
      ParquetStructureCheck.check(file);
      read.readAll(file);
      return read;
    } catch (UnusableObjectException e) {
      return rejected(table, e.getMessage());
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      // A missing codec is a LinkageError. The stack overflows when the footer contains deeply
      // nested unknown fields: Thrift skips them by recursion before the footer can be checked.
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return rejected(table, "it cannot be read as Parquet: " + RowValidator.shortened(message));
    }
  }

  private static ParquetRows rejected(WarehouseTable table, String reason) {
    ParquetRows none = new ParquetRows(table);
    none.rejects.add(Reject.ofObject(reason));
    return none;
  }

  private void readAll(byte[] file) throws IOException, UnusableObjectException {
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new BytesInputFile(file), CONFIGURATION)
            .withDataModel(GenericData.get())
            .build()) {
      Column.Type[] types = new Column.Type[table.columns().size()];
      Object[] values = new Object[types.length];
      int[] places = null;
      RowValidator validator = null;
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        if (places == null) {
          places = places(row.getSchema(), types);
          validator = new RowValidator(table, types);
        }
        for (int i = 0; i < places.length; i++) {
          values[i] = places[i] < 0 ? null : row.get(places[i]);
        }
        add(values, types, validator);
      }
    }
  }

  private void add(Object[] values, Column.Type[] types, RowValidator validator) {
    rows++;
    if (values[values.length - 1] instanceof Long offset) {
      endOffset = Math.max(endOffset, offset);
    }
    Optional<InvalidValue> invalid = validator.firstInvalid(values);
    if (invalid.isPresent()) {
      rejects.add(Reject.ofRow(rows, table, types, values, invalid.get()));
      return;
    }
    for (int i = 0; i < values.length; i++) {
      text.value(types[i], values[i]);
    }
    text.endRow();
  }

  /** Position in the file of each column of the table, -1 where the file has none. */
  private int[] places(Schema schema, Column.Type[] types) throws UnusableObjectException {
    List<Column> columns = table.columns();
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      Column column = columns.get(i);
      Schema.Field field = schema.getField(column.name());
      types[i] = column.type();
      places[i] = -1;
      if (field == null) {
        if (!column.nullable()) {
          throw new UnusableObjectException("it has no column " + column.name());
        }
        continue;
      }
      Column ofFile;
      try {
        ofFile = Column.of(field);
      } catch (IllegalArgumentException e) {
        throw new UnusableObjectException("its " + e.getMessage());
      }
      if (!column.accepts(ofFile)) {
        throw new UnusableObjectException(
            String.format(
                "its column %s is %s, not %s", column.name(), ofFile.type(), column.type()));
      }
      types[i] = ofFile.type();
      places[i] = field.pos();
    }
    return places;
  }
}
