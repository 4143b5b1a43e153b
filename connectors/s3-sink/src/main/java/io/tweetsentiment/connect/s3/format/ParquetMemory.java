package io.tweetsentiment.connect.s3.format;

import org.apache.kafka.connect.data.Schema;

/**
 * Estimates the heap of an open Parquet file, which Parquet does not tell: it counts the bytes of
 * values, but a value in a dictionary is also an object and an entry of a hash table, and every
 * column has a list for the codes of its dictionary. Threading: owned by the task thread.
 */
final class ParquetMemory {
  private static final long FILE_BYTES = 80_000;
  private static final long COLUMN_BYTES = 20_000;
  private static final long DICTIONARY_VALUE_BYTES = 150;

  /** Dictionaries of 1 MiB are given up; values of about 50 bytes fill one. */
  private static final long MOST_DICTIONARY_VALUES = 20_000;

  private final long columns;
  private long records;
  private long spooled;
  private long buffered;

  ParquetMemory(Schema schema) {
    columns = columns(schema);
  }

  private static long columns(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> schema.fields().stream().mapToLong(field -> columns(field.schema())).sum();
      case ARRAY -> columns(schema.valueSchema());
      case MAP -> columns(schema.keySchema()) + columns(schema.valueSchema());
      default -> 1;
    };
  }

  /**
   * Notes that a record was written.
   *
   * @param size bytes of the file with its open columns
   * @param stored bytes of the file that are in the spool
   */
  void written(long size, long stored) {
    // A row group leaves the heap as a whole.
    records = stored > spooled ? 0 : records + 1;
    spooled = stored;
    buffered = Math.max(0, size - stored);
  }

  long bytes() {
    return FILE_BYTES
        + columns
            * (COLUMN_BYTES + DICTIONARY_VALUE_BYTES * Math.min(records, MOST_DICTIONARY_VALUES))
        + buffered * 3 / 2;
  }
}
