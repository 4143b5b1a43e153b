package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.MemoryContent;
import io.tweetsentiment.sql.rows.ObjectRows;
import io.tweetsentiment.sql.rows.Reject;
import io.tweetsentiment.sql.rows.UnusableObjectException;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.util.ArrayList;
import java.util.List;

/** A Parquet file as the loader decodes it. A file that cannot be read has one reject. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DecodedBytes(long rows, List<Reject> rejects, byte[] copyText) {

  private static final long MEMORY = 56L << 20;

  static DecodedBytes read(WarehouseTable table, byte[] file) {
    return read(table, "object.parquet", file);
  }

  static DecodedBytes read(WarehouseTable table, String key, byte[] file) {
    CopyText text = new CopyText();
    List<Reject> rejects = new ArrayList<>();
    try {
      ObjectRows.Summary summary =
          ObjectRows.<RuntimeException>read(
              table, key, new MemoryContent(file), MEMORY, text::row, rejects::add);
      return new DecodedBytes(summary.rows(), rejects, text.bytes());
    } catch (UnusableObjectException e) {
      return new DecodedBytes(0, List.of(Reject.ofObject(e.getMessage())), new byte[0]);
    }
  }
}
