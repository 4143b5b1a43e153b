package io.tweetsentiment.sql.staging;

import io.tweetsentiment.sql.bucket.SinkBucket;
import io.tweetsentiment.sql.bucket.Spool;
import io.tweetsentiment.sql.warehouse.Column;
import io.tweetsentiment.sql.warehouse.WarehouseTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are written again as temporary objects. An object that is larger than a part becomes
 * several: S3 takes at most 5 GiB in one request, the spool holds one part at a time, and COPY
 * reads parts in parallel.
 */
final class RewrittenObject implements AutoCloseable {

  static final long PART_BYTES = 1L << 30;

  private final SinkBucket bucket;
  private final Spool spool;
  private final WarehouseTable table;
  private final TemporaryObjects temporary;
  private final long partBytes;
  private final List<Manifest.Entry> parts = new ArrayList<>();
  private Spool.SpoolFile file;
  private RowWriter writer;

  RewrittenObject(
      SinkBucket bucket,
      Spool spool,
      WarehouseTable table,
      TemporaryObjects temporary,
      long partBytes) {
    this.bucket = bucket;
    this.spool = spool;
    this.table = table;
    this.temporary = temporary;
    this.partBytes = partBytes;
  }

  /** Appends a row; all rows have the same types. */
  void write(Column.Type[] types, Object[] values) throws IOException {
    if (writer == null) {
      file = spool.newFile();
      writer = new RowWriter(table, file.output());
    }
    writer.write(types, values);
    if (file.length() >= partBytes) {
      endPart();
    }
  }

  /** Uploads what is left, and returns what the manifest names. */
  List<Manifest.Entry> parts() throws IOException {
    if (writer != null) {
      endPart();
    }
    return List.copyOf(parts);
  }

  private void endPart() throws IOException {
    RowWriter ended = writer;
    writer = null;
    ended.close();
    String key = temporary.rowsKey();
    bucket.put(key, file);
    parts.add(new Manifest.Entry(key, file.length()));
    close();
  }

  /** Frees the spool. */
  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
