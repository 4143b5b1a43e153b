package io.tweetsentiment.sql.rows;

import io.tweetsentiment.sql.bucket.Content;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.Optional;

/** Reads the rows of one object in their order. */
interface RowReader extends AutoCloseable {

  /** Types of the values, in the order of the table's columns. */
  Column.Type[] types();

  /**
   * The values of the next row, in the order of the table's columns; null after the last row. The
   * array is used again for the next row.
   *
   * @throws UnusableObjectException when the object is not one of the table
   */
  Object[] next() throws IOException, UnusableObjectException;

  /** What is wrong with the row that was read last, if it could not be decoded. */
  Optional<InvalidValue> problem();

  /** Whether Redshift's COPY can read the object as it is: by position, with these types. */
  boolean isCopyable();

  @Override
  void close();

  /**
   * Opens an object by the extension of its key.
   *
   * @param memory bytes of memory that reading may take
   * @throws MemoryExceededException when that is too little
   */
  static RowReader open(WarehouseTable table, String key, Content content, long memory)
      throws IOException, UnusableObjectException {
    if (key.endsWith(".json") || key.endsWith(".json.gz")) {
      return JsonRowReader.open(table, content, key.endsWith(".gz"), memory);
    }
    return ParquetRowReader.open(table, content, memory);
  }
}
