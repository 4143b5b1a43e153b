package io.tweetsentiment.producer.kinesis;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes that one PutRecords accepts.
 *
 * @param records most records
 * @param bytes most bytes of data and partition keys
 * @param recordBytes most bytes of one record's data and partition key
 */
public record BatchLimits(int records, int bytes, int recordBytes) {

  /** Whether a record can be sent at all. */
  public boolean fits(KinesisRecord record) {
    return record.size() <= Math.min(recordBytes, bytes);
  }

  /** Cuts records that fit into batches, in order. */
  List<List<KinesisRecord>> batches(List<KinesisRecord> records) {
    List<List<KinesisRecord>> batches = new ArrayList<>();
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
