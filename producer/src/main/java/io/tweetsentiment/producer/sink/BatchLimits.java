package io.tweetsentiment.producer.sink;

import java.util.ArrayList;
import java.util.List;

/**
 * The sizes that one PutRecords accepts.
 *
 * @param records maximum number of records
 * @param bytes maximum bytes of data and partition keys
 * @param recordBytes maximum bytes of the data and partition key of one record
 */
public record BatchLimits(int records, int bytes, int recordBytes) {

  /** Whether a record can be sent at all. */
  public boolean fits(SinkRecord record) {
    return record.size() <= Math.min(recordBytes, bytes);
  }

  /** Cuts records that fit into batches, in order. */
  List<List<SinkRecord>> batches(List<SinkRecord> records) {
    List<List<SinkRecord>> batches = new ArrayList<>();
    int start = 0;
    long size = 0;
    for (int i = 0; i < records.size(); i++) {
      long next = records.get(i).size();
      if (i > start && (i - start == this.records || size + next > bytes)) {
        batches.add(records.subList(start, i));
        start = i;
        size = 0;
      }
      size += next;
    }
    if (start < records.size()) {
      batches.add(records.subList(start, records.size()));
    }
    return batches;
  }
}
